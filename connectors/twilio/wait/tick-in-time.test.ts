import { afterEach, expect, test } from "vitest";
import { eventually } from "../../../test/eventually.ts";
import type { CallStep } from "../../contract.ts";
import { createFakeContext } from "../fake-context.ts";
import { createRunningNumber } from "../running-number.ts";
import { accountSid, authToken, ourNumber, theirNumber } from "../sandbox/test-setting.ts";
import type { Script } from "../test-door.ts";
import { legOf, startTestHub, type TestHub } from "../test-hub.ts";
import { message, waiting } from "../test-script.ts";
import { setTick } from "./tick-in-time.ts";

let hub: TestHub;

afterEach(() => hub.stop());

/** The first tick comes as the wait begins, further ones give what is listed. */
const waitingThen =
  (...later: (CallStep[] | undefined)[]): Script =>
  (input) => {
    if (input.type === "arrived") return waiting({ music: "long", tickAfterSeconds: 0, keys: "" });
    if (input.type !== "tick") return undefined;
    return ticks++ === 0 ? soon : later.shift();
  };

let ticks = 0;
const soon = waiting({ music: "long", tickAfterSeconds: 0.05, keys: "" });

async function startWaiting(script: Script) {
  ticks = 0;
  hub = await startTestHub(script);
  const { callSid } = hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "talk" });
  await hub.pass(0.2);
  return callSid;
}

const waits = async () => (await hub.client.queues.list())[0]?.currentSize;

const documentOf = (path: string) => hub.knocks.find(({ url }) => url.endsWith(path))?.document;

test("a wait that is too long while music plays ends in time", async () => {
  await startWaiting(waitingThen(soon, message));
  await eventually(() => expect(hub.door.steps).toBe(message));
  await eventually(async () => {
    await hub.pass(0.1);
    expect(await waits()).toBe(0);
  });
  expect(documentOf("/voice/next")).toContain("<Record ");
});

test("what is to be announced meanwhile is heard before the caller waits on", async () => {
  const second: CallStep = { type: "say", text: "You are second", language: "en-GB" };
  await startWaiting(
    waitingThen(waiting({ music: "long", keys: "", prompts: [second], tickAfterSeconds: 60 })),
  );
  await eventually(async () => {
    await hub.pass(0.1);
    expect(documentOf("/voice/next")).toMatch(/You are second<\/Say><Enqueue/);
  });
});

test("a late look at who has gone on meanwhile leaves them where they are", async () => {
  const callSid = await startWaiting(waitingThen());
  const [queue] = await hub.client.queues.list();
  hub.sandbox.answer("client:person_ana", { script: "talk" });
  await hub.voice.join(hub.call(callSid), legOf("leg-1", "ana"), { timeoutSeconds: 10 });
  await hub.pass(1);
  expect(await waits()).toBe(0);
  let ticked = 0;
  const tell = async () => {
    ticked++;
    return message;
  };
  const running = createRunningNumber(
    createFakeContext({
      publicUrl: hub.publicUrl,
      settings: { accountSid, authToken, number: ourNumber, apiUrl: hub.sandbox.url },
      calls: { ...hub.door, tell },
    }),
  );
  const updates = () => hub.knocks.filter(({ url }) => url.endsWith("/voice/next")).length;
  setTick(running, { callSid, queueSid: queue!.sid }, 0.01);
  await eventually(() => expect(ticked).toBe(1));
  await hub.pass(5);
  expect(updates()).toBe(0);
});
