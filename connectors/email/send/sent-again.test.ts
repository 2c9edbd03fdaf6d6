import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventually } from "../../../test/eventually.ts";
import { dovecotPath } from "../../../test/setup/parts.ts";
import type { Outbound } from "../../contract.ts";
import { startRefusing } from "../receive/test-refusing.ts";
import type { Settings } from "../settings.ts";
import { startDovecot, type TestDovecot } from "../test-dovecot.ts";
import { createSender } from "./create-sender.ts";
import { type Patience, usualPatience } from "./patience.ts";
import { keyOf, type TestContext, testContext, testMessage } from "./test-context.ts";
import { startSmtp, type TestSmtp } from "./test-smtp.ts";

const program = dovecotPath();
let users = 0;
let user: string;
let dovecot: TestDovecot;
let smtp: TestSmtp;
let context: TestContext;

beforeAll(async () => {
  if (program) dovecot = await startDovecot(program);
  smtp = await startSmtp();
});
afterAll(async () => {
  await dovecot?.stop();
  await smtp.stop();
});
beforeEach(() => {
  user = `user${users++}`;
});

function open(given: Partial<Settings>, patience: Partial<Patience>) {
  context = testContext({ ...dovecot.settingsFor(user), ...smtp.settings, keepSent: true, ...given });
  const sender = createSender(context, { ...usualPatience, ...patience });
  return {
    send: (message?: Partial<Outbound>) => sender.send(testMessage(message)),
    close: () => sender.close(),
  };
}

/** The ids that the log gave up. */
const missing = () =>
  context.warnings.flatMap(({ message, fields }) =>
    message === "Sent mail may be missing in the Sent folder" && "ids" in fields ? [fields.ids] : [],
  );

/** The flags of what lies there. */
const folder = (path: string) =>
  dovecot.withClient(user, async (client) => {
    const mails: string[][] = [];
    if ((await client.mailboxOpen(path, { readOnly: true })).exists === 0) return mails;
    for await (const { flags = [] } of client.fetch("1:*", { flags: true })) mails.push([...flags]);
    return mails;
  });

const soon = { retryMs: 10, longestRetryMs: 50 };

test.skipIf(!program)(
  "while the server is away it is tried again, and all get there once it is back",
  async () => {
    const { send, close } = open({}, soon);
    await dovecot.kill();
    try {
      await send({ key: keyOf(1) });
      await send({ key: keyOf(2) });
      await eventually(async () => expect(context.warnings.length).toBeGreaterThan(3));
    } finally {
      await dovecot.start();
    }
    await eventually(async () => expect(await folder("Sent")).toHaveLength(2));
    await close();
    expect(await folder("Sent")).toHaveLength(2);
    expect(missing()).toEqual([]);
  },
);

test.skipIf(!program)("what waits for its next try gets a last one at the end", async () => {
  const { send, close } = open({}, { retryMs: 600_000 });
  await dovecot.kill();
  try {
    await send();
    await eventually(async () => expect(context.warnings).toHaveLength(1));
  } finally {
    await dovecot.start();
  }
  await close();
  expect(await folder("Sent")).toHaveLength(1);
  expect(missing()).toEqual([]);
});

test.skipIf(!program).each(["before it is there", "when it is there"])(
  "a connection that is lost %s leaves one copy",
  async (when) => {
    const line = await startBreaking((from, bytes) =>
      when === "before it is there"
        ? from === "client" && bytes.includes("Subject:")
        : from === "server" && bytes.includes("APPENDUID"),
    );
    const { send, close } = open({ imapPort: line.port }, soon);
    await send();
    await eventually(async () => expect(line.connections).toBeGreaterThan(1));
    await eventually(async () => expect(await folder("Sent")).toHaveLength(1));
    await close();
    line.stop();
    expect(await folder("Sent")).toEqual([expect.arrayContaining(["\\Seen"])]);
    expect(missing()).toEqual([]);
  },
);

test.skipIf(!program).each([
  ["for now", "[OVERQUOTA] The mailbox is full", 1],
  ["for good", "[CANNOT] Not here", 0],
])("what the server refuses %s holds up nothing behind it", async (_how, words, arrived) => {
  let refused = 0;
  const refusing = await startRefusing(
    dovecot.imapPort,
    (command) => (/ APPEND /.test(command) && refused++ === 0 ? words : undefined),
    / LITERAL[+-]/g,
  );
  const { send, close } = open({ imapPort: refusing.port }, soon);
  await send({ key: keyOf(1) });
  await send({ key: keyOf(2) });
  await eventually(async () => expect(await folder("Sent")).toHaveLength(1 + arrived));
  await close();
  await refusing.stop();
  expect(missing()).toHaveLength(1 - arrived);
});

/** A line to Dovecot that breaks once, where what is said on it is not passed on. */
async function startBreaking(breaksAt: (from: "client" | "server", bytes: Buffer) => boolean) {
  let isBroken = false;
  const line = { port: 0, connections: 0, stop: () => void server.close() };
  const server = createServer((client) => {
    line.connections++;
    const far = connect(dovecot.imapPort, "127.0.0.1");
    const pass = (from: "client" | "server", to: Socket) => (bytes: Buffer) => {
      if (isBroken || !breaksAt(from, bytes)) return void to.write(bytes);
      isBroken = true;
      client.destroy();
      far.destroy();
    };
    client.on("error", () => {}).on("close", () => far.destroy());
    far.on("error", () => {}).on("close", () => client.destroy());
    client.on("data", pass("client", far));
    far.on("data", pass("server", client));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  line.port = (server.address() as AddressInfo).port;
  return line;
}
