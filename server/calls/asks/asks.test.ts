import { beforeEach, expect, test } from "vitest";
import { answer, type Caller, readCall, ring } from "../../../test/calls.ts";
import { eventually } from "../../../test/eventually.ts";
import { accessOf, makeQueue } from "../../../test/factories.ts";
import { setLine } from "../../../test/set-line.ts";
import type { Jobs } from "../../lib/jobs.ts";
import { startWorker } from "../../lib/worker.ts";
import { commitCall, followUp } from "../change-call.ts";
import { endByPerson } from "../end-by-person.ts";
import { goOn } from "../go-on.ts";
import { callsJobs } from "../jobs.ts";
import { addLeg } from "../legs/add-leg.ts";
import { dropLeg } from "../legs/drop-leg.ts";
import { putOnHold } from "../put-on-hold.ts";
import { requeueCall } from "../queue/requeue-call.ts";
import { pauseRecording } from "../recordings/pause-recording.ts";
import { setOnHold } from "../set-on-hold.ts";
import { askAgain } from "./ask-again.ts";

/** What a carrier does not do, or is never asked for. */
const { hub, line, renew } = await setLine();

let call: Caller;
let ownLeg = "";
beforeEach(async () => {
  await hub.deps.pool.query(
    "select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))",
  );
  call = await ring(line);
  ownLeg = await answer(line, call, line.anna);
});

const annas = async () => ({ access: await accessOf(hub, line.anna), callId: call.id });
const hold = async (isHeld: boolean) => putOnHold(line.deps, { ...(await annas()), isHeld });
const owed = async () => (await hub.jobs("askAgain")).map(({ payload }) => payload);

/** As the worker does: what fails stays. */
async function askOwed() {
  for (const payload of await owed()) await askAgain(line.deps, payload);
}

/** A call that its carrier records, and what that was asked for. */
async function recorded(rule: "always" | "onDemand" = "always") {
  await renew({ recording: rule });
  const states: string[] = [];
  const carrier = { isAway: false };
  line.voice.record = async (_call, state) => {
    if (carrier.isAway) throw new Error("503");
    states.push(state);
  };
  call = await ring(line);
  return { states, carrier };
}

const pause = async (isPaused: boolean, who = line.anna) =>
  pauseRecording(line.deps, { access: await accessOf(hub, who), callId: call.id, isPaused });

test("a hold that the carrier refuses is undone, and whoever wanted it is told", async () => {
  line.voice.refuses.add("hold");
  await expect(hold(true)).rejects.toMatchObject({
    code: "conflict",
    message: "The caller could not be put on hold. Please try again.",
  });
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: false });
  expect((await hub.events()).at(-1)).toMatchObject({ type: "call.changed", data: { isHeld: false } });
  line.voice.refuses.clear();
  await askOwed();
  expect(line.voice.of("hold", call.id).at(-1)).toMatchObject({ isHeld: false });
  await hold(true);
  expect(await readCall(line, call)).toMatchObject({ isHeld: true });
});

test("a caller whom the carrier does not take back is shown as still on hold, until it does", async () => {
  await hold(true);
  line.voice.refuses.add("hold");
  await expect(hold(false)).rejects.toMatchObject({
    code: "conflict",
    message: "The caller is still on hold. Please try again.",
  });
  expect(await readCall(line, call)).toMatchObject({ isHeld: true });
  line.voice.refuses.clear();
  await hold(false);
  expect(await readCall(line, call)).toMatchObject({ isHeld: false });
});

test("nobody is called for a private talk that the caller would hear", async () => {
  line.voice.refuses.add("hold");
  const to = { kind: "person", personId: line.ben.id } as const;
  const input = { ...(await annas()), to, leaves: false, talksFirst: true };
  await expect(addLeg(line.deps, input)).rejects.toMatchObject({ code: "conflict" });
  expect(line.voice.of("join", call.id)).toHaveLength(1);
  expect(await readCall(line, call)).toMatchObject({
    isHeld: false,
    legs: [{ state: "connected" }, { personId: line.ben.id, state: "ended", reason: "failed" }],
  });
  line.voice.refuses.clear();
  await addLeg(line.deps, input);
  expect(line.voice.asked.slice(-2)).toMatchObject([{ ask: "hold", isHeld: true }, { ask: "join" }]);
});

test("the caller comes back from hold as soon as the carrier can, where whoever held them has gone", async () => {
  const to = { kind: "person", personId: line.ben.id } as const;
  await addLeg(line.deps, { ...(await annas()), to, leaves: false, talksFirst: true });
  const bens = (await readCall(line, call)).legs.at(-1)?.id ?? "";
  await line.door.tellLeg(bens, { state: "connected" });
  line.voice.refuses.add("hold");
  await dropLeg(line.deps, { ...(await annas()), legId: ownLeg });
  expect(await readCall(line, call)).toMatchObject({ isHeld: false });
  await expect(askOwed()).rejects.toThrow();
  line.voice.refuses.clear();
  await askOwed();
  expect(line.voice.of("hold", call.id).map(({ isHeld }) => isHeld)).toEqual([true, false, false, false]);
});

test("who is to be out of a call is asked to be put out until it is done", async () => {
  line.voice.refuses.add("drop").add("hangUp");
  await endByPerson(line.deps, await annas());
  expect(await owed()).toEqual([
    { callId: call.id, asks: [{ type: "drop", legId: ownLeg }, { type: "hangUp" }] },
  ]);
  const worker = await startWorker(line.deps, [callsJobs(line.deps)]);
  try {
    await eventually(() => expect(line.voice.of("hangUp", call.id)).toHaveLength(2));
    line.voice.refuses.clear();
    await eventually(async () => expect(await owed()).toEqual([]));
  } finally {
    await worker.stop();
  }
  expect(line.voice.of("drop", call.id).length).toBeGreaterThan(2);
});

test("what is done at once is owed no more", async () => {
  await hold(true);
  await hold(false);
  await endByPerson(line.deps, await annas());
  expect(await owed()).toEqual([]);
});

test("a hub that dies before it asks has another ask for it", async () => {
  await commitCall(line.deps, { id: call.id }, async (tx, held) => {
    await goOn(tx, held, { type: "hungUp" });
  });
  expect(line.voice.of("drop", call.id)).toEqual([]);
  await askOwed();
  expect(line.voice.of("drop", call.id)).toMatchObject([{ leg: { id: ownLeg } }]);
});

test("a caller who waits again is asked for until the carrier has them wait, and not once they talk again", async () => {
  line.voice.refuses.add("steer");
  const queue = await makeQueue(hub, { personIds: [line.ben.id] });
  await requeueCall(line.deps, { ...(await annas()), queueId: queue.id });
  await expect(askOwed()).rejects.toThrow();
  line.voice.refuses.clear();
  await askOwed();
  expect(line.voice.of("steer", call.id).at(-1)?.steps).toMatchObject([{ type: "wait" }]);
  await answer(line, call, line.ben);
  const asked = line.voice.of("steer", call.id).length;
  await askOwed();
  expect(line.voice.of("steer", call.id)).toHaveLength(asked);
});

test("a call that its carrier does not begin to record says so, until it does", async () => {
  const { states, carrier } = await recorded();
  carrier.isAway = true;
  await answer(line, call, line.anna);
  expect(await readCall(line, call)).toMatchObject({ isPaused: false, isRecordingPending: true });
  await expect(askOwed()).rejects.toThrow();
  carrier.isAway = false;
  await askOwed();
  expect(states).toEqual(["on"]);
  expect(await readCall(line, call)).toMatchObject({ isRecordingPending: false });
});

test("so does one whose hub died before it asked for that", async () => {
  const { states } = await recorded("onDemand");
  await answer(line, call, line.anna);
  await commitCall(line.deps, { id: call.id }, async (_tx, held) => {
    held.call.isPaused = false;
  });
  expect(await readCall(line, call)).toMatchObject({ isRecordingPending: true });
  await askOwed();
  expect(states).toEqual(["paused", "on"]);
  expect(await readCall(line, call)).toMatchObject({ isRecordingPending: false });
});

test("a pause that the carrier does not make is none, and whether it records is open until it says so", async () => {
  const { states, carrier } = await recorded();
  await answer(line, call, line.anna);
  carrier.isAway = true;
  await expect(pause(true)).rejects.toMatchObject({ code: "conflict" });
  expect(await readCall(line, call)).toMatchObject({ isPaused: false, isRecordingPending: true });
  carrier.isAway = false;
  await askOwed();
  expect(await readCall(line, call)).toMatchObject({ isRecordingPending: false });
  expect(new Set(states)).toEqual(new Set(["on"]));
});

test("of two who pause and go on at once, the carrier does what stands at last, whichever comes to it last", async () => {
  await recorded();
  await answer(line, call, line.anna);
  const states: string[] = [];
  const late = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  line.voice.record = async (_call, state) => {
    if (state === "paused" && !states.includes("on")) {
      entered.resolve();
      await late.promise;
    }
    states.push(state);
  };
  const paused = pause(true);
  await entered.promise;
  await pause(false);
  late.resolve();
  await paused;
  expect(states).toEqual(["on", "paused", "on"]);
  expect(await readCall(line, call)).toMatchObject({ isPaused: false, isRecordingPending: false });
});

test("a hold that comes to the carrier late does not outlast the row's", async () => {
  const late = await commitCall(line.deps, { id: call.id }, async (_tx, held) => setOnHold(held, true));
  await hold(false);
  if (late) await followUp(line.deps, late);
  expect(line.voice.of("hold", call.id).map(({ isHeld }) => isHeld)).toEqual([false, true, false]);
});

test("where people's browsers record, no carrier is waited for", async () => {
  await renew({ recording: "always" });
  call = await ring(line);
  await answer(line, call, line.anna);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isRecordingPending: false });
  expect(await owed()).toEqual([]);
});

test("what is owed of a call that nobody knows, or of one that is over, is done", async () => {
  await endByPerson(line.deps, await annas());
  const asks: Jobs["askAgain"]["asks"] = [{ type: "steer" }, { type: "hold" }, { type: "record" }];
  const before = line.voice.asked.length;
  for (const callId of [call.id, line.queueId]) await askAgain(line.deps, { callId, asks });
  expect(line.voice.asked).toHaveLength(before);
});
