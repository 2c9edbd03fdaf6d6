import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { eventually } from "../../../test/eventually.ts";
import { dovecotPath } from "../../../test/setup/parts.ts";
import { startRefusing } from "../receive/test-refusing.ts";
import { startLine } from "../test-line.ts";
import { keyOf } from "./test-context.ts";
import { setSending } from "./test-sending.ts";

const program = dovecotPath();
const sending = setSending(program);
const { open, folder, missing } = sending;

const soon = { retryMs: 10, longestRetryMs: 50 };

test.skipIf(!program)(
  "while the server is away it is tried again, and all get there once it is back",
  async () => {
    const { send, close } = open({}, soon);
    await sending.dovecot.kill();
    try {
      await send({ key: keyOf(1) });
      await send({ key: keyOf(2) });
      await eventually(async () => expect(sending.context.warnings.length).toBeGreaterThan(3));
    } finally {
      await sending.dovecot.start();
    }
    await eventually(async () => expect(await folder("Sent")).toHaveLength(2));
    await close();
    expect(await folder("Sent")).toHaveLength(2);
    expect(missing()).toEqual([]);
  },
);

test.skipIf(!program)("what waits for its next try gets a last one at the end", async () => {
  const { send, close } = open({}, { retryMs: 600_000 });
  await sending.dovecot.kill();
  try {
    await send();
    await eventually(async () => expect(sending.context.warnings).toHaveLength(1));
  } finally {
    await sending.dovecot.start();
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
    await eventually(async () => expect(line.connections()).toBeGreaterThan(1));
    await eventually(async () => expect(await folder("Sent")).toHaveLength(1));
    await close();
    await line.stop();
    expect(await folder("Sent")).toEqual([
      expect.objectContaining({ flags: expect.arrayContaining(["\\Seen"]) }),
    ]);
    expect(missing()).toEqual([]);
  },
);

test.skipIf(!program).each([
  ["for now", "[OVERQUOTA] The mailbox is full", 1],
  ["for good", "[CANNOT] Not here", 0],
])("what the server refuses %s holds up nothing behind it", async (_how, words, arrived) => {
  let refused = 0;
  const refusing = await startRefusing(
    sending.dovecot.imapPort,
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
function startBreaking(breaksAt: (from: "client" | "server", bytes: Buffer) => boolean) {
  let isBroken = false;
  return startLine(sending.dovecot.imapPort, (near, far) => {
    const pass = (from: "client" | "server", to: Socket) => (bytes: Buffer) => {
      if (isBroken || !breaksAt(from, bytes)) return void to.write(bytes);
      isBroken = true;
      near.destroy();
      far.destroy();
    };
    near.on("data", pass("client", far));
    far.on("data", pass("server", near));
  });
}
