import { afterEach, beforeEach, expect, test } from "vitest";
import type { Outbound } from "../../contract.ts";
import { ConnectorError } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import { createSender, type Sender } from "./create-sender.ts";
import { type Patience, usualPatience } from "./patience.ts";
import { testContext, testFile, testMessage } from "./test-context.ts";
import { type Behaviour, startSmtp, type TestSmtp } from "./test-smtp.ts";

let smtp: TestSmtp;
let sender: Sender;

beforeEach(async () => {
  smtp = await startSmtp();
  open();
});
afterEach(async () => {
  await sender.close();
  await smtp.stop();
});

function open(given: Partial<Settings> = {}, patience: Partial<Patience> = {}) {
  sender = createSender(testContext({ ...smtp.settings, ...given }), { ...usualPatience, ...patience });
}
const failureOf = (work: Promise<unknown>): Promise<Error & Partial<ConnectorError>> =>
  work.then(
    () => expect.unreachable("it went"),
    (error) => error,
  );
const send = (given?: Partial<Outbound>) => sender.send(testMessage(given));
// More than the buffers between two programs hold.
const large = () => [testFile({ content: Buffer.alloc(20_000_000) })];
const refuse = (code: number, text: string) => () => ({ code, text });

const refusals: [string, Behaviour, string, string][] = [
  ["at the door", { connect: refuse(554, "No service for you") }, "rejected", "554 No service for you"],
  ["at the door for now", { connect: refuse(421, "Too busy") }, "unavailable", "421 Too busy"],
  [
    "by the sender",
    { sender: refuse(553, "5.7.1 Not your address") },
    "rejected",
    "553 5.7.1 Not your address",
  ],
  ["by the sender for now", { sender: refuse(451, "4.3.0 Try later") }, "unavailable", "451 4.3.0 Try later"],
  [
    "by the recipient",
    { recipient: refuse(550, "5.1.1 No such user") },
    "rejected",
    "550 5.1.1 No such user",
  ],
  [
    "by the recipient for now",
    { recipient: refuse(450, "4.2.0 Greylisted") },
    "unavailable",
    "450 4.2.0 Greylisted",
  ],
  ["as the mailbox is full", { recipient: refuse(452, "4.2.2 Full") }, "unavailable", "452 4.2.2 Full"],
  ["by the content", { mail: refuse(554, "5.7.1 Spam, we think") }, "rejected", "554 5.7.1 Spam, we think"],
  ["by the content for now", { mail: refuse(452, "4.3.1 No room") }, "unavailable", "452 4.3.1 No room"],
  [
    "as the server goes",
    { mail: refuse(421, "4.3.2 Shutting down") },
    "unavailable",
    "421 4.3.2 Shutting down",
  ],
  [
    "without signing in",
    { sender: refuse(530, "5.7.0 Sign in first") },
    "unauthorized",
    "530 5.7.0 Sign in first",
  ],
];

test.each(
  refusals,
)("a mail that is refused %s fails with the server's words", async (_, behave, kind, words) => {
  smtp.behave = behave;
  const error = await failureOf(send());
  expect(error).toBeInstanceOf(ConnectorError);
  expect({ kind: error.kind, message: error.message }).toEqual({
    kind,
    message: `The mail server answered: ${words}`,
  });
  expect(error.retryAfterMs).toBeUndefined();
  expect(smtp.mails).toEqual([]);
  smtp.behave = {};
  await send();
  expect(smtp.mails).toHaveLength(1);
});

test("a wrong password is told in the server's words, by a check too; a sign-in that fails for now passes", async () => {
  await sender.close();
  open({ password: "wrong" });
  smtp.behave.login = refuse(535, "5.7.8 Use an app password");
  const refusal = {
    kind: "unauthorized",
    message: "The mail server answered: 535 5.7.8 Use an app password",
  };
  expect(await failureOf(send())).toMatchObject(refusal);
  expect(await failureOf(sender.check())).toMatchObject(refusal);
  smtp.behave.login = refuse(454, "4.7.0 Temporary authentication failure");
  expect(await failureOf(send())).toMatchObject({ kind: "unavailable" });
});

test("where all recipients are refused and one only for now, it is tried again", async () => {
  smtp.behave.recipient = (address) =>
    address.startsWith("ann") ? { code: 450, text: "Later" } : { code: 550, text: "Never" };
  const message = testMessage({}, { cc: [{ address: "bob@client.example" }] });
  expect(await failureOf(sender.send(message))).toMatchObject({
    kind: "unavailable",
    message: "The mail server answered: 450 Later",
  });
});

const drops: [string, Behaviour][] = [
  ["before it greets", { connect: () => "drop" }],
  ["at the sender", { sender: () => "drop" }],
  ["at the recipient", { recipient: () => "drop" }],
];

test.each(drops)("a connection that ends %s took nothing, so it is tried again", async (_, behave) => {
  smtp.behave = behave;
  expect(await failureOf(send())).toMatchObject({
    name: "ConnectorError",
    kind: "unavailable",
    message: "The mail server closed the connection.",
  });
  smtp.behave = {};
  await send();
  expect(smtp.mails).toHaveLength(1);
});

test("a connection that ends in the middle of a mail took nothing", async () => {
  smtp.behave.body = () => "drop";
  const error = await failureOf(send({ files: large() }));
  expect(error).toMatchObject({ name: "ConnectorError", kind: "unavailable" });
});

test("of a mail that the server has whole, and does not answer for, nobody knows, and it goes once only", async () => {
  let times = 0;
  smtp.behave.mail = () => {
    times++;
    return "drop";
  };
  for (const files of [[], large()]) {
    const error = await failureOf(send({ files }));
    expect(error).not.toBeInstanceOf(ConnectorError);
    expect(error.message).toBe("The mail server got the whole mail and did not say whether it took it.");
  }
  expect(times).toBe(2);
});

test("neither does anybody on a connection that worked before", async () => {
  await send();
  smtp.behave.mail = () => "drop";
  expect(await failureOf(send())).not.toBeInstanceOf(ConnectorError);
  expect(smtp.connections).toBe(1);
  expect(smtp.mails).toHaveLength(1);
});

const late = { kind: "unavailable", message: "The mail server did not answer in time." };

test("a server that says nothing is given up, before it has the mail", async () => {
  await sender.close();
  for (const behave of [{ connect: () => "silence" }, { sender: () => "silence" }] satisfies Behaviour[]) {
    open({}, { connectMs: 300, silenceMs: 300 });
    smtp.behave = behave;
    expect(await failureOf(send())).toMatchObject(late);
    await sender.close();
  }
  open({}, { connectMs: 300 });
  smtp.behave = { connect: () => "silence" };
  expect(await failureOf(sender.check())).toMatchObject(late);
});

test("a server that falls silent once it has the mail may have taken it", async () => {
  for (const patience of [{ silenceMs: 1_500 }, { messageMs: 1_500 }]) {
    await sender.close();
    open({}, patience);
    smtp.behave = {};
    await send();
    smtp.behave.mail = () => "silence";
    expect(await failureOf(send())).not.toBeInstanceOf(ConnectorError);
  }
});

test("a mail for which no connection comes free in time is tried again", async () => {
  await sender.close();
  open({}, { messageMs: 500 });
  smtp.behave.sender = () => "silence";
  const failures = await Promise.all(Array.from({ length: 5 }, () => failureOf(send())));
  for (const error of failures) expect(error).toMatchObject(late);
});

test("where nobody listens it is tried again, and the check says why", async () => {
  await smtp.stop();
  const refusal = { kind: "unavailable", message: expect.stringMatching(/^The mail server .*ECONNREFUSED/) };
  expect(await failureOf(send())).toMatchObject(refusal);
  expect(await failureOf(sender.check())).toMatchObject(refusal);
  smtp = await startSmtp();
});

test("a mail that is larger than the server says it takes does not even begin", async () => {
  await smtp.stop();
  smtp = await startSmtp("none", { size: 100_000 });
  await sender.close();
  open();
  let reached = false;
  smtp.behave.body = () => {
    reached = true;
    return undefined;
  };
  const error = await failureOf(send({ files: large() }));
  expect(error).toMatchObject({ kind: "rejected" });
  expect(error.message).toContain("100000");
  expect(reached).toBe(false);
});
