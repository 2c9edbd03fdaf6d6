import { afterEach, expect, test } from "vitest";
import { eventually } from "../../../test/eventually.ts";
import type { LiveMessage, RunningChannel } from "../../contract.ts";
import { createFakeContext } from "../fake-context.ts";
import { twilio } from "../index.ts";
import type { Settings } from "../settings.ts";
import { startTestAddress } from "../test-address.ts";
import { createTestDoor, type Script, type TestDoor } from "../test-door.ts";
import { legOf } from "../test-hub.ts";
import { waiting } from "../test-script.ts";
import { inventedNumbers } from "./account.ts";

interface TriedOut {
  running: RunningChannel;
  door: TestDoor;
  /** What the browser was told, of whichever leg. */
  told: LiveMessage[];
  state: Map<string, unknown>;
  stop(): Promise<void>;
}

const open: TriedOut[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

const waits: Script = ({ type }) => (type === "arrived" ? waiting() : undefined);

/** The connector behind an address of its own, as somebody without an account has it. */
async function tryOut(state = new Map<string, unknown>(), given: Partial<Settings> = {}): Promise<TriedOut> {
  const door = createTestDoor(waits);
  const told: LiveMessage[] = [];
  const address = await startTestAddress(() => running);
  const { publicUrl } = address;
  const context = createFakeContext({ publicUrl, calls: door, settings: { isTryOut: true, ...given } });
  const running = await twilio.start({
    ...context,
    person: () => ({ send: (message) => void told.push(message) }),
    state: { get: async (key) => state.get(key), set: async (key, value) => void state.set(key, value) },
  });
  const one: TriedOut = {
    running,
    door,
    told,
    state,
    async stop() {
      await running.stop();
      await address.stop();
    },
  };
  open.push(one);
  await running.check?.();
  return one;
}

const from = "+442079460800";
const ana = legOf("leg-ana", "ana");

async function meet({ running, door }: TriedOut, script: string) {
  await running.voice?.pretendCall?.({ from, script });
  await eventually(() => expect(door.arrived).toHaveLength(1));
  const externalId = door.arrived[0]?.externalId ?? "";
  const call = { id: "call", externalId };
  await running.voice?.join(call, ana, { timeoutSeconds: 10 });
  await eventually(() => expect(door.legs.get(ana.id)?.state).toBe("ringing"));
  await running.voice?.receive?.(call, ana, { type: "answer" });
  await eventually(() => expect(door.legs.get(ana.id)?.state).toBe("connected"));
  return call;
}

test("a pretended call comes in, is answered by a browser's word, heard, and ended by the browser", async () => {
  const one = await tryOut();
  const call = await meet(one, "talk");
  expect(one.door.arrived[0]).toMatchObject({ to: inventedNumbers[0] });
  expect(one.told).toContainEqual({ type: "connected" });
  await eventually(() => expect(one.told).toContainEqual({ type: "hears", isSomebody: true }));
  await one.running.voice?.hold(call, { isHeld: true, music: null });
  await eventually(() => expect(one.told.at(-1)).toEqual({ type: "hears", isSomebody: false }));
  await one.running.voice?.receive?.(call, ana, { type: "hangUp" });
  await eventually(() => expect(one.door.legs.get(ana.id)?.state).toBe("ended"));
  expect(one.told.at(-1)).toEqual({ type: "gone" });
});

test("a page that was loaded anew says again that it answers, and hears how it stands", async () => {
  const one = await tryOut();
  const call = await meet(one, "talk");
  await eventually(() => expect(one.told.at(-1)).toEqual({ type: "hears", isSomebody: true }));
  one.told.length = 0;
  await one.running.voice?.receive?.(call, ana, { type: "answer" });
  expect(one.told).toEqual([{ type: "connected" }, { type: "hears", isSomebody: true }]);
});

test("what a browser says that nobody understands, or of a leg that is not there, changes nothing", async () => {
  const one = await tryOut();
  const call = await meet(one, "talk");
  for (const message of [{ type: "press", keys: "abc" }, { type: "mute" }, { type: "dance" }])
    await one.running.voice?.receive?.(call, ana, message);
  await one.running.voice?.receive?.(call, legOf("leg-ben", "ben"), { type: "hangUp" });
  expect(one.door.legs.get(ana.id)?.state).toBe("connected");
});

test("a script that is not understood is told of in its own words", async () => {
  const { running } = await tryOut();
  await expect(running.voice?.pretendCall?.({ from, script: "wait" })).rejects.toMatchObject({
    kind: "rejected",
    message: 'How long? Write for example "wait 20 s".',
  });
});

test("the account that was made up is kept, and a call of a sandbox that is gone is over when the hub asks", async () => {
  const first = await tryOut();
  const call = await meet(first, "talk");
  const account = first.running.voice?.account;
  await first.stop();
  open.length = 0;
  const second = await tryOut(first.state);
  expect(second.running.voice?.account).toBe(account);
  await second.running.voice?.tellEnds?.(call, []);
  expect(second.door.isOver).toBe(true);
});

test("no token of Twilio's is given to a browser, and what connects there is told that it is pretended", async () => {
  const { running } = await tryOut();
  const pass = await running.voice?.pass("ana");
  expect(pass?.data).toEqual({ isPretend: true });
});
