import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dovecotPath } from "../../../test/setup/parts.ts";
import type { Letter, Outbound } from "../../contract.ts";
import { readMail } from "../parse/read-mail.ts";
import type { Settings } from "../settings.ts";
import { startDovecot, type TestDovecot } from "../test-dovecot.ts";
import { createSender } from "./create-sender.ts";
import { type Patience, usualPatience } from "./patience.ts";
import { keyOf, type TestContext, testContext, testFile, testMessage } from "./test-context.ts";
import { startSmtp, type TestSmtp } from "./test-smtp.ts";

const program = dovecotPath();
let users = 0;
let user: string;
let dovecot: TestDovecot;
let smtp: TestSmtp;
let context: TestContext;

beforeAll(async () => {
  if (program) dovecot = await startDovecot(program);
  // Dovecot looks for new users once a second only.
  for (let nth = 0; nth < 10; nth++) dovecot?.settingsFor(`user${nth}`);
  smtp = await startSmtp();
});
afterAll(async () => {
  await dovecot?.stop();
  await smtp.stop();
});
beforeEach(() => {
  smtp.mails.length = 0;
  user = `user${users++}`;
});

function open(given: Partial<Settings> = {}, patience: Partial<Patience> = {}) {
  context = testContext({ ...dovecot.settingsFor(user), ...smtp.settings, keepSent: true, ...given });
  const sender = createSender(context, { ...usualPatience, ...patience });
  return {
    send: (message?: Partial<Outbound>, letter?: Partial<Letter>) =>
      sender.send(testMessage(message, letter)),
    close: () => sender.close(),
  };
}

/** The ids that the log gave up. */
const missing = () =>
  context.warnings.flatMap(({ message, fields }) =>
    message === "Sent mail may be missing in the Sent folder" && "ids" in fields ? [fields.ids] : [],
  );

const folder = (path: string) =>
  dovecot.withClient(user, async (client) => {
    const mails: { source: Buffer; flags: string[] }[] = [];
    if ((await client.mailboxOpen(path, { readOnly: true })).exists === 0) return mails;
    for await (const { source = Buffer.alloc(0), flags = [] } of client.fetch("1:*", {
      source: true,
      flags: true,
    }))
      mails.push({ source, flags: [...flags] });
    return mails;
  });

test.skipIf(!program)("what was sent lies in the Sent folder, read, with its blind copies", async () => {
  const { send, close } = open();
  const bcc = [{ address: "boss@shop.example" }];
  await send(
    { text: "Grüße\n.\nFrom me", files: [testFile({ content: Buffer.alloc(1_000_000, "x") })] },
    { bcc },
  );
  await close();
  const [kept, ...more] = await folder("Sent");
  expect(more).toEqual([]);
  expect(kept?.flags).toContain("\\Seen");
  const [taken] = smtp.mails;
  expect(kept?.source.toString("latin1").replace("Bcc: boss@shop.example\r\n", "")).toBe(
    taken?.bytes.toString("latin1"),
  );
  const { header } = await readMail(kept?.source ?? Buffer.alloc(0));
  expect(header).toContainEqual({ name: "bcc", value: "boss@shop.example" });
  expect(context.warnings).toEqual([]);
});

test.skipIf(!program)("many at once all get there", async () => {
  const { send, close } = open();
  await Promise.all(Array.from({ length: 20 }, (_, nth) => send({ key: keyOf(nth) })));
  await close();
  expect(context.warnings).toEqual([]);
  expect(smtp.mails).toHaveLength(20);
  const ids = await Promise.all(
    (await folder("Sent")).map(async ({ source }) => (await readMail(source)).messageId),
  );
  expect(new Set(ids).size).toBe(20);
  expect(ids).toHaveLength(20);
});

test.skipIf(!program)("a channel may name another folder, or keep nothing", async () => {
  await dovecot.withClient(user, (client) => client.mailboxCreate("Gesendet/Ärger"));
  const other = open({ sentFolder: "Gesendet/Ärger" });
  await other.send();
  await other.close();
  const none = open({ keepSent: false });
  await none.send();
  await none.close();
  expect(await folder("Gesendet/Ärger")).toHaveLength(1);
  expect(await folder("Sent")).toHaveLength(0);
});

test.skipIf(!program)("what cannot be kept was sent all the same, and is only logged", async () => {
  for (const broken of [{ sentFolder: "Nowhere" }, { password: "wrong" }, { imapPort: 1 }]) {
    const { send, close } = open(broken);
    const { externalId } = await send();
    await close();
    expect(missing()).toEqual([[externalId]]);
  }
  expect(smtp.mails).toHaveLength(3);
  expect(await folder("Sent")).toHaveLength(0);
});

test.skipIf(!program)("a mail that was not sent is not kept", async () => {
  const { send, close } = open();
  smtp.behave.mail = () => ({ code: 554, text: "No" });
  await expect(send()).rejects.toMatchObject({ kind: "rejected" });
  smtp.behave = {};
  await close();
  expect(await folder("Sent")).toHaveLength(0);
});

test.skipIf(!program)(
  "a folder that does not answer holds up neither sending nor, for long, the end",
  async () => {
    const { send, close } = open({}, { closeMs: 100 });
    dovecot.freeze();
    try {
      await send();
      await close();
    } finally {
      dovecot.thaw();
    }
    expect(smtp.mails).toHaveLength(1);
    expect(missing()).toHaveLength(1);
  },
);

/** As much of an IMAP server as says what it can do and agrees to everything. */
async function startAgreeing(capabilities: string) {
  const commands: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write(`* OK [CAPABILITY IMAP4rev1 ${capabilities}] Hello\r\n`);
    const lines = createInterface(socket).on("error", () => {});
    lines.on("line", (line) => {
      const [tag, command = ""] = line.split(" ");
      commands.push(command);
      if (command === "LIST") socket.write('* LIST (\\Sent) "/" "Sent"\r\n');
      socket.write(`${tag} OK Done\r\n`);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { port, commands, stop: () => server.close() };
}

test("a server that keeps what is sent by itself is left alone", async () => {
  for (const [capabilities, isAppended] of [
    ["SPECIAL-USE X-GM-EXT-1", false],
    ["SPECIAL-USE", true],
  ] as const) {
    const imap = await startAgreeing(capabilities);
    const account = {
      imapPort: imap.port,
      imapSecurity: "none",
      password: "secret",
      keepSent: true,
    } as const;
    context = testContext({ ...account, ...smtp.settings });
    const sender = createSender(context);
    await sender.send(testMessage());
    await sender.close();
    imap.stop();
    expect(imap.commands).toContain("LOGIN");
    expect(imap.commands.includes("APPEND")).toBe(isAppended);
  }
});
