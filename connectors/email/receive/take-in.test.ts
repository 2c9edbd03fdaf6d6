import { expect, test } from "vitest";
import type { InboundMessage } from "../../contract.ts";
import { createFakeContext } from "../fake-context.ts";
import { messageIdOf } from "../signed-id.ts";
import { createReader } from "./reader.ts";
import { takeIn } from "./take-in.ts";
import { mailOf } from "./test-stage.ts";

const key = "0190c0de-0000-7000-8000-000000000009";

async function taken(
  mail: string,
  given: Parameters<typeof createFakeContext>[0] = {},
  isFromSentFolder = false,
) {
  const context = createFakeContext(given);
  const bytes = Buffer.from(mail.replace(/\r?\n/g, "\r\n"));
  const inbound = await takeIn(context, createReader(context), { bytes, isFromSentFolder });
  return { context, inbound, message: inbound[0] as InboundMessage };
}

const sign = createFakeContext().sign;
const ourId = messageIdOf(sign, key, "shop.example");

const multipart = (type: string, ...parts: string[]) => ({
  fields: ["MIME-Version: 1.0", `Content-Type: multipart/${type}; boundary="b"`],
  body: `${parts.map((part) => `--b\n${part}\n`).join("")}--b--`,
});

test("pictures within the text are placed, what is attached is kept, and the whole mail behind them", async () => {
  const html = `Content-Type: text/html\n\n<p>See <img src="cid:logo@x"> <img src="cid:gone"></p><script>1</script>`;
  const picture = "Content-Type: image/png; name=logo.png\nContent-ID: <logo@x>\n\npng";
  const letter =
    'Content-Type: application/pdf\nContent-Disposition: attachment; filename="../letter.pdf"\n\npdf';
  const { context, message } = await taken(mailOf(multipart("related", html, picture, letter)));
  const [logo, pdf, raw] = message.files ?? [];
  expect(message.files).toMatchObject([
    { name: "logo.png", contentType: "image/png", place: "inline" },
    { name: "letter.pdf", contentType: "application/pdf" },
    { name: "message.eml", place: "raw" },
  ]);
  expect(pdf).not.toHaveProperty("place");
  expect(message.html).toContain(`<img src="file:${logo?.id}"`);
  expect(message.html).toContain("cid:gone");
  expect(message.html).not.toContain("script");
  expect(Buffer.from(context.files.get(raw?.id ?? "")?.bytes ?? []).toString()).toContain("<script>");
});

test("only what was written now is the text", async () => {
  const body =
    "Thanks!\n\nOn Fri, 20 Nov 2026 at 09:00, Help <help@shop.example> wrote:\n> Your parcel is here.";
  const { message } = await taken(mailOf({ subject: "Re: Parcel", body }));
  expect(message.text).toBe("Thanks!");
});

test("a sender who is not who he says joins nobody, and what he says is a claim", async () => {
  const fields = ["Authentication-Results: mx.shop.example; dmarc=fail header.from=client.example"];
  const { message } = await taken(mailOf({ fields, id: "1@x" }), { authServer: "mx.shop.example" });
  expect(message.authenticity).toBe("failed");
  expect(message.from).toEqual({
    identity: { kind: "unverified-email", address: `ann@client.example#${message.externalId}` },
    claims: [{ kind: "email", address: "ann@client.example" }],
    name: "Ann",
  });
});

test("a mail without a sender joins nobody", async () => {
  const { message } = await taken(mailOf({ from: "", id: "1@x" }));
  expect(message.from.identity).toEqual({ kind: "unverified-email", address: `#${message.externalId}` });
  expect(message).not.toHaveProperty("envelope");
});

test("who wrote to whom is told, with our own addresses among them", async () => {
  const to = "Help <help+orders@Shop.example>, bob@client.example";
  const fields = ["Cc: Sales <sales@shop.example>", "Reply-To: ann@home.example"];
  const { message } = await taken(mailOf({ to, fields }), { aliases: ["sales@shop.example"] });
  expect(message.envelope).toEqual({
    from: { address: "ann@client.example", name: "Ann" },
    to: [{ address: "help+orders@Shop.example", name: "Help" }, { address: "bob@client.example" }],
    cc: [{ address: "sales@shop.example", name: "Sales" }],
    replyTo: [{ address: "ann@home.example" }],
    own: ["help@shop.example", "sales@shop.example", "help+orders@shop.example"],
  });
});

test("a bounce is one, and marks the message of ours that it speaks of as failed", async () => {
  const status = `Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; bob@client.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user here`;
  const returned = `Content-Type: text/rfc822-headers\n\nMessage-ID: ${ourId}\nSubject: Your order`;
  const parts = multipart(
    "report; report-type=delivery-status",
    "\nIt could not be delivered.",
    status,
    returned,
  );
  const mail = mailOf({
    from: "MAILER-DAEMON@mx.example",
    subject: "Undelivered Mail",
    id: "b@mx",
    ...parts,
  });
  const { inbound, message } = await taken(mail);
  expect(message).toMatchObject({ nature: "bounce", trail: { answers: [key] } });
  expect(inbound[1]).toEqual({
    type: "receipt",
    externalId: `${message.externalId}/failed`,
    messageId: key,
    state: "failed",
    reason: expect.stringMatching(/^5\.1\.1 .*No such user here/),
  });
  const delayed = await taken(mail.replace("Action: failed", "Action: delayed").replaceAll("5.1.1", "4.4.1"));
  expect(delayed.inbound).toMatchObject([{ nature: "bounce", trail: { answers: [key] } }]);
  const ofOthers = await taken(mail.replace(ourId, "<1@elsewhere.example>"));
  expect(ofOthers.inbound).toMatchObject([{ nature: "bounce", trail: { answers: [] } }]);
});

test("a read receipt is one, and says that the message was read", async () => {
  const fields =
    "Final-Recipient: rfc822; bob@client.example\nDisposition: manual-action/MDN-sent-manually; displayed";
  const status = `Content-Type: message/disposition-notification\n\nOriginal-Message-ID: ${ourId}\n${fields}`;
  const parts = multipart("report; report-type=disposition-notification", "\nIt was read.", status);
  const mail = mailOf({ subject: "Read: Your order", id: "r@x", ...parts });
  const { inbound } = await taken(mail);
  expect(inbound).toMatchObject([
    { nature: "receipt", trail: { answers: [key] } },
    { type: "receipt", messageId: key, state: "read" },
  ]);
  expect((await taken(mail.replace("displayed", "deleted"))).inbound).toHaveLength(1);
});

test("an automatic reply is said to be one", async () => {
  const { message } = await taken(mailOf({ fields: ["Auto-Submitted: auto-replied"] }));
  expect(message.nature).toBe("auto-reply");
  expect((await taken(mailOf({}))).message).not.toHaveProperty("nature");
});

const ofList = (id: string, ...more: string[]) => [`List-Id: <${id}>`, "Precedence: list", ...more];

test("what comes over a list that leads to the mailbox, or answers it, is a message", async () => {
  const led: Partial<Parameters<typeof mailOf>[0]>[] = [
    { fields: ofList("help.shop.example") },
    { fields: ofList("Sales.Shop.example"), to: "all@shop.example" },
    { fields: ofList("7.groups.example", "List-Post: <https://x.example>, <mailto:help@shop.example>") },
    { fields: ofList("7.groups.example"), to: "Help <help@shop.example>" },
    { fields: ofList("7.groups.example", `In-Reply-To: ${ourId}`), to: "all@other.example" },
  ];
  for (const given of led) {
    const { message } = await taken(mailOf(given), { aliases: ["sales@shop.example"] });
    expect(message, given.fields?.join()).not.toHaveProperty("nature");
  }
});

test("what other lists send stays a list's, and so do newsletters to the mailbox", async () => {
  const letters = [
    mailOf({ fields: ofList("other.lists.example", "List-Post: NO"), to: "all@lists.example" }),
    mailOf({
      fields: ["List-Id: <news.brand.example>", "Precedence: bulk", "List-Unsubscribe: <https://x>"],
    }),
  ];
  for (const letter of letters) expect((await taken(letter)).message.nature).toBe("list");
});

const byUs = { from: "Help <help@shop.example>", to: "Ann <ann@client.example>", id: "hand@shop.example" };
const vouched = { fields: ["Authentication-Results: mx.shop.example; dmarc=pass header.from=shop.example"] };

test("what we wrote to somebody outside is ours wherever it is found, once the server vouches for it", async () => {
  const { message } = await taken(mailOf({ ...byUs, ...vouched }), { authServer: "mx.shop.example" });
  expect(message).toMatchObject({
    direction: "out",
    from: { identity: { kind: "email", address: "ann@client.example" }, name: "Ann" },
  });
});

test("what only says that we wrote it answers nothing, and does not stand in for what we did write", async () => {
  const sent = (await taken(mailOf(byUs), {}, true)).message;
  expect(sent.direction).toBe("out");
  const failing = { fields: vouched.fields.map((field) => field.replace("pass", "fail")) };
  for (const mail of [mailOf(byUs), mailOf({ ...byUs, ...failing })]) {
    const { message } = await taken(mail, { authServer: "mx.shop.example" });
    expect(message).not.toHaveProperty("direction");
    expect(message).not.toHaveProperty("nature");
    expect(message.externalId).not.toBe(sent.externalId);
    expect(message.from.identity).toEqual({
      kind: "unverified-email",
      address: `help@shop.example#${message.externalId}`,
    });
    expect(message.trail?.ids).not.toContain("<hand@shop.example>");
  }
});

test("what a list of ours passes on under our address is not by us", async () => {
  const fields = [...ofList("help.shop.example"), ...vouched.fields];
  const passedOn = mailOf({ ...byUs, to: "help@shop.example, bob@client.example", fields });
  const { message } = await taken(passedOn, { authServer: "mx.shop.example" });
  expect(message).not.toHaveProperty("direction");
});

const overOurList = ofList("help.shop.example");
const ann = { identity: { kind: "email", address: "ann@strict.example" }, name: "Ann" };

test.each([
  ["Google's groups", ["X-Original-Sender: ann@strict.example", "X-Original-From: Ann <ann@strict.example>"]],
  ["older ones", ["X-Original-Sender: ann@strict.example"]],
  ["Mailman", ["Reply-To: Ann <ann@strict.example>"]],
])("who wrote over a list of ours is known, though it stands above the mail itself: %s", async (_, named) => {
  const from = "\"'Ann' via Help\" <help@shop.example>";
  const { message } = await taken(mailOf({ from, fields: [...overOurList, ...named] }));
  expect(message).toMatchObject({
    from: ann,
    envelope: { from: { address: "ann@strict.example", name: "Ann" } },
  });
  expect(message).not.toHaveProperty("nature");
});

test("two who wrote over a list of ours that names neither do not become one", async () => {
  const mail = { from: "Help <help@shop.example>", fields: overOurList };
  const both = await Promise.all(["1@x", "2@x"].map((id) => taken(mailOf({ ...mail, id }))));
  const [one, other] = both.map(({ message }) => message.from.identity);
  expect(one?.kind).toBe("unverified-email");
  expect(one).not.toEqual(other);
});

test("whom a list of others names as its writer is not believed", async () => {
  const fields = [...ofList("all.other.example"), "X-Original-From: Ann <ann@strict.example>"];
  const { message } = await taken(mailOf({ from: "All <all@other.example>", fields }));
  expect(message.from.identity).toEqual({ kind: "email", address: "all@other.example" });
});

test("whoever forges a list of ours, or says what it would say, joins nobody's card", async () => {
  const original = "X-Original-From: Ann <ann@strict.example>";
  const failed = "Authentication-Results: mx.shop.example; dmarc=fail header.from=shop.example";
  for (const fields of [[failed, original], [original], [original, "Reply-To: eve@evil.example"]]) {
    const forged = mailOf({ from: "Ann via Help <help@shop.example>", fields: [...overOurList, ...fields] });
    const { message } = await taken(forged, { authServer: "mx.shop.example" });
    expect(message.from.identity.kind, fields.join()).toBe("unverified-email");
  }
});

test("what its list vouches for is whose the list says that it is, and the answer goes to them", async () => {
  const fields = [...overOurList, ...vouched.fields, "X-Original-From: Ann <ann@strict.example>"];
  const replyTo = "Reply-To: Help <help@shop.example>";
  const mail = mailOf({ from: "Ann via Help <help@shop.example>", fields: [...fields, replyTo] });
  const { message } = await taken(mail, { authServer: "mx.shop.example" });
  expect(message.from).toEqual(ann);
  expect(message.envelope).not.toHaveProperty("replyTo");
});

test("what comes back over a list of ours that names us is not somebody new each time", async () => {
  const fields = [...overOurList, "X-Original-From: Help <help@shop.example>"];
  const { message } = await taken(mailOf({ from: "Help <help@shop.example>", fields }));
  expect(message.from.identity).toEqual({ kind: "email", address: "help@shop.example" });
});
