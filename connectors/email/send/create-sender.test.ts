import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterEach, expect, test } from "vitest";
import type { Letter, Outbound } from "../../contract.ts";
import { readMail } from "../parse/read-mail.ts";
import type { Settings } from "../settings.ts";
import { readMessageId } from "../signed-id.ts";
import { createSender, type Sender } from "./create-sender.ts";
import { testCertificate } from "./test-certificate.ts";
import { keyOf, testContext, testMessage } from "./test-context.ts";
import { startSmtp, type TestSmtp } from "./test-smtp.ts";

const ownCertificates = getCACertificates("default");
let smtp: TestSmtp;
let sender: Sender;

afterEach(async () => {
  setDefaultCACertificates(ownCertificates);
  await sender.close();
  await smtp.stop();
});

async function open(given: Partial<Settings> = {}, security?: Settings["smtpSecurity"]) {
  smtp = await startSmtp(security);
  sender = createSender(testContext({ ...smtp.settings, ...given }));
}
const send = (given?: Partial<Outbound>, letter?: Partial<Letter>) => sender.send(testMessage(given, letter));

test("a mail arrives byte for byte as it was made, under the id that is given back", async () => {
  await open();
  const text = "Hello.\n.\n..dots\nFrom here, ünd €";
  const cc = [{ address: "cecil@client.example" }];
  const { externalId, detail, trail } = await send({ text }, { cc, subject: "AW: Re: Your  Order" });
  expect(trail).toEqual({ topic: "your order", to: ["ann@client.example", "cecil@client.example"] });
  expect(detail).toMatch(/^250 /);
  expect(readMessageId(testContext().sign, externalId ?? "")).toEqual({ key: keyOf(1) });
  expect(smtp.mails).toHaveLength(1);
  const [mail] = smtp.mails;
  expect(mail).toMatchObject({
    from: "help@shop.example",
    to: ["ann@client.example", "cecil@client.example"],
    user: undefined,
  });
  expect(await readMail(mail!.bytes)).toMatchObject({ messageId: externalId, text });
});

test("it signs in as the user, or as the address where there is none", async () => {
  await open({ user: "bob", password: "sécret 你" });
  smtp.behave.login = (user, password) =>
    user === "bob" && password === "sécret 你" ? undefined : { code: 535, text: "no" };
  await sender.check();
  await send();
  expect(smtp.mails[0]?.user).toBe("bob");
  await sender.close();
  await smtp.stop();
  await open({ password: "x" });
  await send();
  expect(smtp.mails[0]?.user).toBe("help@shop.example");
});

test.each([
  "tls",
  "starttls",
] as const)("mail goes encrypted over %s to whom can be trusted", async (security) => {
  setDefaultCACertificates([...ownCertificates, testCertificate]);
  await open({}, security);
  await sender.check();
  await send();
  expect(smtp.mails[0]?.isEncrypted).toBe(true);
});

test.each([
  "tls",
  "starttls",
] as const)("no mail goes over %s to whom nobody vouches for", async (security) => {
  await open({ password: "x" }, security);
  let loggedIn = false;
  smtp.behave.login = () => {
    loggedIn = true;
    return undefined;
  };
  const refusal = {
    kind: "unavailable",
    message: expect.stringMatching(/^The mail server cannot be reached: self-signed certificate/),
  };
  await expect(send()).rejects.toMatchObject(refusal);
  await expect(sender.check()).rejects.toMatchObject(refusal);
  expect(smtp.mails).toEqual([]);
  expect(loggedIn).toBe(false);
});

test("where encryption is asked for and not to be had, nothing goes", async () => {
  await open({ smtpSecurity: "starttls", password: "x" });
  let loggedIn = false;
  smtp.behave.login = () => {
    loggedIn = true;
    return undefined;
  };
  await expect(send()).rejects.toMatchObject({
    kind: "unavailable",
    message: expect.stringMatching(/^The connection to the mail server cannot be encrypted: .*STARTTLS/),
  });
  expect(smtp.mails).toEqual([]);
  expect(loggedIn).toBe(false);
});

test("many at once share few connections, and each goes once", async () => {
  await open();
  await Promise.all(Array.from({ length: 40 }, (_, nth) => send({ key: keyOf(nth), text: `No. ${nth}.` })));
  const ids = await Promise.all(smtp.mails.map(async ({ bytes }) => (await readMail(bytes)).messageId));
  expect(new Set(ids).size).toBe(40);
  expect(ids).toHaveLength(40);
  expect(smtp.connections).toBeLessThanOrEqual(3);
});

test("a server that let the connection go in the meantime gets the mail all the same, once", async () => {
  await open();
  await send();
  smtp.dropAll();
  await send({ key: keyOf(3) });
  expect(smtp.mails).toHaveLength(2);
});

test("those who are refused are named, in the server's words, and the others get it", async () => {
  await open();
  smtp.behave.recipient = (address) =>
    address.startsWith("cecil") ? { code: 550, text: "5.1.1 No such user here" } : undefined;
  const { detail, refused } = await send({}, { cc: [{ address: "cecil@client.example" }] });
  expect(refused).toEqual([{ address: "cecil@client.example", reason: "550 5.1.1 No such user here" }]);
  expect(detail).toMatch(/^250 .* · Not taken for cecil@client\.example: 550 5\.1\.1 No such user here$/);
  expect(smtp.mails.map(({ to }) => to)).toEqual([["ann@client.example"]]);
});

test("a server that gives mail an id of its own tells it", async () => {
  await open();
  smtp.behave.answer = "2.0.0 OK <abc@x.eurprd01.prod.outlook.com> [Hostname=x]";
  expect((await send()).externalId).toBe("<abc@x.eurprd01.prod.outlook.com>");
});

test("closing lets what is under way arrive, and takes nothing new", async () => {
  await open();
  const reached = Promise.withResolvers<void>();
  smtp.behave.sender = () => {
    reached.resolve();
    return undefined;
  };
  const sending = send();
  await reached.promise;
  const closing = sender.close();
  expect((await sending).detail).toMatch(/^250 /);
  await closing;
  await expect(send()).rejects.toMatchObject({ kind: "unavailable" });
  expect(smtp.mails).toHaveLength(1);
});
