import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { dovecotPath } from "../../../test/setup/parts.ts";
import { readMail } from "../parse/read-mail.ts";
import { createSender } from "./create-sender.ts";
import { keyOf, testContext, testFile, testMessage } from "./test-context.ts";
import { setSending } from "./test-sending.ts";

const program = dovecotPath();
const sending = setSending(program);
const { open, folder, missing } = sending;

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
  const [taken] = sending.smtp.mails;
  expect(kept?.source.toString("latin1").replace("Bcc: boss@shop.example\r\n", "")).toBe(
    taken?.bytes.toString("latin1"),
  );
  const { header } = await readMail(kept?.source ?? Buffer.alloc(0));
  expect(header).toContainEqual({ name: "bcc", value: "boss@shop.example" });
  expect(sending.context.warnings).toEqual([]);
});

test.skipIf(!program)("many at once all get there", async () => {
  const { send, close } = open();
  await Promise.all(Array.from({ length: 20 }, (_, nth) => send({ key: keyOf(nth) })));
  await close();
  expect(sending.context.warnings).toEqual([]);
  expect(sending.smtp.mails).toHaveLength(20);
  const ids = await Promise.all(
    (await folder("Sent")).map(async ({ source }) => (await readMail(source)).messageId),
  );
  expect(new Set(ids).size).toBe(20);
  expect(ids).toHaveLength(20);
});

test.skipIf(!program)("a channel may name another folder, or keep nothing", async () => {
  await sending.dovecot.withClient(sending.user, (client) => client.mailboxCreate("Gesendet/Ärger"));
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
  expect(sending.smtp.mails).toHaveLength(3);
  expect(await folder("Sent")).toHaveLength(0);
});

test.skipIf(!program)("a mail that was not sent is not kept", async () => {
  const { send, close } = open();
  sending.smtp.behave.mail = () => ({ code: 554, text: "No" });
  await expect(send()).rejects.toMatchObject({ kind: "rejected" });
  sending.smtp.behave = {};
  await close();
  expect(await folder("Sent")).toHaveLength(0);
});

test.skipIf(!program)(
  "a folder that does not answer holds up neither sending nor, for long, the end",
  async () => {
    const { send, close } = open({}, { closeMs: 100 });
    sending.dovecot.freeze();
    try {
      await send();
      await close();
    } finally {
      sending.dovecot.thaw();
    }
    expect(sending.smtp.mails).toHaveLength(1);
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
    const sender = createSender(testContext({ ...account, ...sending.smtp.settings }));
    await sender.send(testMessage());
    await sender.close();
    imap.stop();
    expect(imap.commands).toContain("LOGIN");
    expect(imap.commands.includes("APPEND")).toBe(isAppended);
  }
});
