import { isAscii } from "node:buffer";
import { expect, test } from "vitest";
import type { Letter, Outbound } from "../../contract.ts";
import type { ReadMail } from "../parse/mail.ts";
import { readMail } from "../parse/read-mail.ts";
import type { Settings } from "../settings.ts";
import { messageIdOf, readMessageId, readReplyAddress } from "../signed-id.ts";
import { composeMail } from "./compose-mail.ts";
import { keyOf, testContext, testMessage } from "./test-context.ts";

async function compose({
  letter,
  settings,
  ...message
}: Partial<Omit<Outbound, "letter">> & {
  letter?: Partial<Letter>;
  settings?: Partial<Settings>;
} = {}) {
  const composed = await composeMail(testContext(settings), testMessage(message, letter));
  const head = composed.bytes.subarray(0, composed.bytes.indexOf("\r\n\r\n")).toString("latin1");
  return { ...composed, head, read: await readMail(composed.bytes) };
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("it was composed"),
    (error) => ({ kind: error.kind, message: error.message }),
  );
const headerOf = (mail: ReadMail, name: string) =>
  mail.header.filter((field) => field.name === name).map(({ value }) => value);

test("a letter goes from the mailbox to its recipients, with both forms of its text", async () => {
  const { read, envelope, bytes } = await compose();
  expect(read).toMatchObject({
    from: { address: "help@shop.example", name: "Bob Jones" },
    to: [{ address: "ann@client.example", name: "Ann Smith" }],
    cc: [],
    replyTo: [],
    subject: "Your order",
    text: "Hello Ann,\n\nit is on its way.",
    sentAt: new Date("2026-01-02T03:04:05.000Z"),
    inReplyTo: null,
    references: [],
    parts: [],
  });
  expect(read.html).toContain('<p dir="auto">Hello Ann,</p>\n<p dir="auto">it is on its way.</p>');
  expect(envelope).toEqual({ from: "help@shop.example", to: ["ann@client.example"] });
  expect(isAscii(bytes)).toBe(true);
  expect(bytes.toString("latin1")).not.toMatch(/[^\r]\n|\r[^\n]/);
});

test("it is named by its key, signed, in both headers", async () => {
  const { read, messageId } = await compose();
  expect(readMessageId(testContext().sign, messageId)).toEqual({ key: keyOf(1) });
  expect(messageId).toMatch(/@shop\.example>$/);
  expect(read.messageId).toBe(messageId);
  expect(headerOf(read, "x-switchboard-message")).toEqual([messageId]);
});

test("it comes from the alias that was written to, and from the mailbox where that is nobody's of ours", async () => {
  const settings = { aliases: ["sales@other.example"], fromName: "The shop" };
  const fromAlias = await compose({
    settings,
    letter: { writtenTo: ["ann@client.example", "Sales@Other.example"] },
  });
  expect(fromAlias.read.from).toEqual({ address: "sales@other.example", name: "The shop" });
  expect(fromAlias.envelope.from).toBe("sales@other.example");
  expect(fromAlias.messageId).toMatch(/@shop\.example>$/);
  const signed = await compose({ settings, letter: { writtenTo: ["sales+sb-1-2@other.example"] } });
  expect(signed.read.from?.address).toBe("sales@other.example");
  const foreign = await compose({ settings, letter: { writtenTo: ["boss@bank.example"] } });
  expect(foreign.read.from?.address).toBe("help@shop.example");
});

test("a message without a letter goes to the contact", async () => {
  const message = { ...testMessage(), letter: undefined };
  const { envelope, bytes } = await composeMail(testContext(), message);
  expect(envelope.to).toEqual(["ann@client.example"]);
  expect((await readMail(bytes)).to).toEqual([{ address: "ann@client.example", name: "" }]);
  const toVisitor = composeMail(testContext(), { ...message, to: { kind: "visitor", address: "v1" } });
  expect(await refusal(toVisitor)).toEqual({
    kind: "rejected",
    message: "There is no email address to send this to.",
  });
});

test("nobody sees the blind copies, except in the copy of our own folder", async () => {
  const letter = {
    cc: [{ address: "cecil@client.example" }],
    bcc: [{ address: "boss@shop.example", name: "Łucja Boss" }],
  };
  const { bytes, envelope, copy } = await compose({ letter });
  expect(envelope.to).toEqual(["ann@client.example", "cecil@client.example", "boss@shop.example"]);
  expect(bytes.toString("latin1")).not.toMatch(/bcc|boss/i);
  const kept = await readMail(copy());
  expect(headerOf(kept, "bcc")).toEqual(["Łucja Boss <boss@shop.example>"]);
  const withoutBcc = copy()
    .toString("latin1")
    .replace(/^Bcc:.*\r\n(?: .*\r\n)*/m, "");
  expect(withoutBcc).toBe(bytes.toString("latin1"));
});

test("with blind copies alone it says that there are recipients", async () => {
  const { head, envelope } = await compose({ letter: { to: [], bcc: [{ address: "ann@client.example" }] } });
  expect(head).toMatch(/^To: "undisclosed-recipients":;\r$/m);
  expect(envelope.to).toEqual(["ann@client.example"]);
});

test("nothing that is typed gets a line of its own into the header", async () => {
  const evil = "x\r\nBcc: spy@evil.example\r\n\r\n<script>\u2028\0\u0085";
  const { head, read } = await compose({
    author: { name: evil },
    letter: { subject: evil, to: [{ address: "ann@client.example", name: evil }] },
  });
  expect(head).not.toMatch(/^(?:bcc|<script)/im);
  expect(read.subject).toBe("x Bcc: spy@evil.example <script>");
  expect(read.from?.address).toBe("help@shop.example");
  expect(read.to).toHaveLength(1);
  expect(read.text).toContain("Hello Ann");
});

test("what is no address is refused with a sentence, and what looks like two is one", async () => {
  for (const address of [
    "ann",
    "ann@",
    "a@b.example\r\nRCPT TO:<c@d.example>",
    "<a@b.example>",
    "a b@c.example",
  ]) {
    const { kind, message } = await refusal(compose({ letter: { to: [{ address }] } }));
    expect(kind).toBe("rejected");
    expect(message).toMatch(/^“[^\r\n]+” is no email address\.$/);
  }
  const { read } = await compose({ letter: { to: [{ address: "a@b.example,c@d.example" }] } });
  expect(read.to).toHaveLength(1);
});

test("subjects and names travel in any script, and ASCII is all that is sent", async () => {
  const subject = "Ваш заказ №5 — 你好 👋 مرحبا";
  const text = "Привет! 你好\n\nשלום 👋";
  const { read, bytes } = await compose({
    text,
    author: { name: "Łukasz Żółć" },
    letter: { subject, to: [{ address: "info@пример.рф", name: 'Δοκιμή, "quoted" (x)' }] },
  });
  expect(isAscii(bytes)).toBe(true);
  expect(read).toMatchObject({ subject, text, from: { name: "Łukasz Żółć" } });
  expect(read.to).toEqual([{ address: "info@xn--e1afmkfd.xn--p1ai", name: 'Δοκιμή, "quoted" (x)' }]);
  expect(read.html).toContain("Привет! 你好");
});

test("a mailbox with a domain in another script has ids in ASCII", async () => {
  const { messageId, bytes } = await compose({ settings: { address: "info@пример.рф" } });
  expect(messageId).toMatch(/@xn--e1afmkfd\.xn--p1ai>$/);
  expect(isAscii(bytes)).toBe(true);
});

test("it names what was said before, ours by their signed ids, the latest as the one that it answers", async () => {
  const { read } = await compose({
    letter: {
      before: [
        { id: "<1@client.example>" },
        { key: keyOf(3) },
        { id: "no id" },
        { id: "<2@client.example>" },
      ],
    },
  });
  const ours = messageIdOf(testContext().sign, keyOf(3), "shop.example");
  expect(read.references).toEqual(["<1@client.example>", ours, "<2@client.example>"]);
  expect(read.inReplyTo).toBe("<2@client.example>");
});

test("ours are spelt as they were sent, whichever address it comes from", async () => {
  const settings = { aliases: ["sales@other.example"] };
  const first = await compose({ settings, key: keyOf(3) });
  const second = await compose({
    settings,
    letter: { before: [{ key: keyOf(3) }], writtenTo: ["sales@other.example"] },
  });
  expect(second.read.from?.address).toBe("sales@other.example");
  expect(second.read.references).toEqual([first.messageId]);
});

test("no line is longer than servers take, whatever is written", async () => {
  const long = "x".repeat(5_000);
  const before = Array.from({ length: 500 }, (_, nth) => ({
    id: `<${"y".repeat(200)}.${nth}@client.example>`,
  }));
  const { bytes, read } = await compose({
    text: long,
    author: { name: long },
    letter: { subject: long, before, html: `<p>${long}</p>` },
  });
  const longest = Math.max(
    ...bytes
      .toString("latin1")
      .split("\r\n")
      .map((line) => line.length),
  );
  expect(longest).toBeLessThanOrEqual(998);
  expect(read.text).toBe(long);
  expect(read.subject.replaceAll(" ", "")).toBe(long);
});

test("replies come to a signed address where the channel wants that and the address has room for it", async () => {
  const settings = { plusAddresses: true };
  const { read } = await compose({ settings });
  expect(read.replyTo).toHaveLength(1);
  expect(readReplyAddress(testContext().sign, read.replyTo[0]!.address)).toEqual({ key: keyOf(1) });
  const long = await compose({ settings: { ...settings, address: "a-very-long-name@shop.example" } });
  expect(long.read.replyTo).toEqual([]);
});

test("what the hub sends by itself says so, and its bounces come back", async () => {
  const { read, envelope } = await compose({ letter: { isAutomatic: true, before: [{ key: keyOf(7) }] } });
  expect(envelope.from).toBe("help@shop.example");
  expect(headerOf(read, "auto-submitted")).toEqual(["auto-generated"]);
  expect(headerOf(read, "x-auto-response-suppress")).toEqual(["All"]);
  expect(headerOf(read, "precedence")).toEqual([]);
  const answer = await compose({ letter: { isAutomatic: true, before: [{ id: "<1@client.example>" }] } });
  expect(headerOf(answer.read, "auto-submitted")).toEqual(["auto-replied"]);
  const { head } = await compose();
  expect(head).not.toMatch(/^(?:auto-submitted|precedence|x-auto)/im);
});

test("one without any text still has both forms", async () => {
  const { bytes } = await compose({ text: "" });
  expect(bytes.toString("latin1")).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
});
