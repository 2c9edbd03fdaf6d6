import { beforeEach, describe, expect, test } from "vitest";
import {
  accept,
  answer,
  type Caller,
  callBack,
  type Line,
  makeLine,
  menuFlow,
  offer,
  readCall,
  ring,
  setPhone,
  tasksOf,
  workOf,
} from "../../../test/calls.ts";
import { accessOf } from "../../../test/factories.ts";
import { setLine } from "../../../test/set-line.ts";
import { createIngest } from "../../ingest/create-ingest.ts";
import { message } from "../../ingest/test-messages.ts";
import { declineOffer } from "../../routing/work/decline-offer.ts";
import { loseLegs } from "../legs/lose-legs.ts";

const { hub, line } = await setLine();

const hangUp = (call: Caller) => call.tell({ type: "hungUp" });

test("a caller who leaves the queue before anybody was asked has abandoned, and is to be called back", async () => {
  const call = await ring(line);
  hub.setClock(new Date("2031-01-06T10:00:00Z"));
  await hangUp(call);
  hub.setClock();
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "abandoned" });
  expect(await workOf(line, call)).toBeUndefined();
  const [task, ...more] = await tasksOf(line, call);
  expect(task).toMatchObject({ ...callBack, dueAt: new Date("2031-01-06T10:15:00Z") });
  expect(more).toEqual([]);
  const overdue = await hub.jobs("announceOverdue");
  expect(overdue.filter(({ payload }) => payload.taskId === task?.id)).toHaveLength(1);
});

test("a caller who leaves a menu has abandoned", async () => {
  const chosen = await makeLine(hub, { flow: menuFlow });
  const call = await ring(chosen);
  await hangUp(call);
  expect(await readCall(chosen, call)).toMatchObject({ outcome: "abandoned" });
  expect(await tasksOf(chosen, call)).toMatchObject([callBack]);
});

test("a call that rang at somebody, or was declined, and was never answered is missed", async () => {
  const [ringing, declined] = [await ring(line), await ring(line)];
  await offer(line, ringing, line.anna);
  const workItemId = await offer(line, declined, line.ben);
  await declineOffer(line.deps, { access: await accessOf(hub, line.ben), workItemId });
  for (const call of [ringing, declined]) {
    await hangUp(call);
    expect(await readCall(line, call)).toMatchObject({ outcome: "missed" });
    expect(await tasksOf(line, call)).toMatchObject([callBack]);
  }
});

test("a caller who leaves while somebody is being connected is missed, and their leg is let go", async () => {
  const call = await ring(line);
  const legId = await accept(line, call, line.anna);
  await hangUp(call);
  await line.door.tellLeg(legId, { state: "connected" });
  expect(await readCall(line, call)).toMatchObject({
    stage: "ended",
    outcome: "missed",
    answeredAt: null,
    legs: [{ state: "ended", reason: "cancelled" }],
  });
  // The carrier may not have begun it when it was first to let it go.
  expect(line.voice.of("drop", call.id)).toMatchObject([{ leg: { id: legId } }, { leg: { id: legId } }]);
});

describe("a caller who hangs up where a message is asked for", () => {
  const listen = { kind: "voicemail", title: "Listen to the voicemail", doneAt: null };
  const sound = { externalId: "RE1", kind: "voicemail", startedAt: "2031-01-06T10:00:00Z" } as const;
  let chosen: Line;
  let call: Caller;
  beforeEach(async () => {
    chosen = await makeLine(hub, { flow: menuFlow });
    call = await ring(chosen);
    await call.tell({ type: "digits", turn: 1, digits: "2" });
  });
  const tellSound = (seconds: number) => chosen.door.tellRecording(call.externalId, { ...sound, seconds });

  test("without a word is to be called back like anybody who was not served", async () => {
    await hangUp(call);
    await call.tell({ type: "recorded", turn: 2, seconds: 0 });
    await tellSound(0);
    expect(await readCall(chosen, call)).toMatchObject({ stage: "ended", outcome: "abandoned" });
    expect(await tasksOf(chosen, call)).toMatchObject([callBack]);
  });

  test("has left what they said by then, of which their browser's pieces are there", async () => {
    await chosen.door.keepPiece(call.externalId, { turn: 2, number: 0, bytes: Buffer.from("a piece") });
    await hangUp(call);
    expect(await readCall(chosen, call)).toMatchObject({ stage: "ended", outcome: "voicemail" });
    expect(await tasksOf(chosen, call)).toMatchObject([listen]);
  });

  const told: Record<string, () => Promise<unknown>> = {
    "that they hung up": () => hangUp(call),
    "what came of the step": () => call.tell({ type: "recorded", turn: 2, seconds: 4 }),
    "the sound": () => tellSound(4),
  };
  const [hungUp, recorded, heard] = Object.keys(told) as [string, string, string];

  test.each([
    [hungUp, recorded, heard],
    [hungUp, heard, recorded],
    [recorded, hungUp, heard],
    [recorded, heard, hungUp],
    [heard, hungUp, recorded],
    [heard, recorded, hungUp],
  ])("has left it, whether the carrier tells %s, %s or %s first, and each twice", async (...order) => {
    for (const each of order) {
      await told[each]?.();
      await told[each]?.();
    }
    expect(await readCall(chosen, call)).toMatchObject({ stage: "ended", outcome: "voicemail" });
    expect(await tasksOf(chosen, call)).toMatchObject([listen]);
  });

  test("and has called again before the sound is there has a message to be heard all the same", async () => {
    await hangUp(call);
    await ring(chosen, call);
    await tellSound(4);
    const tasks = await tasksOf(chosen, call);
    expect(tasks).toMatchObject([{ kind: "callback", doneAt: expect.any(Date) }, listen]);
  });
});

test("a flow that lets a caller go without anybody has missed them", async () => {
  const chosen = await makeLine(hub, { flow: menuFlow });
  const call = await ring(chosen);
  await call.tell({ type: "timedOut", turn: 1 });
  const steps = await call.tell({ type: "timedOut", turn: 2 });
  expect(steps).toMatchObject([{ type: "hangUp", reason: "finished" }]);
  expect(await readCall(chosen, call)).toMatchObject({ stage: "ended", outcome: "missed" });
  expect(chosen.voice.of("hangUp", call.id)).toEqual([]);
});

test("a call ends once, however often it is told", async () => {
  const call = await ring(line);
  await Promise.all([1, 2, 3].map(() => hangUp(call)));
  const ended = await readCall(line, call);
  await hangUp(call);
  await call.tell({ type: "tick", position: null, expectedWaitSeconds: null });
  await line.door.tellReach(call.externalId, false);
  expect(await readCall(line, call)).toEqual(ended);
  expect(await tasksOf(line, call)).toHaveLength(1);
});

test("whatever a caller does next, on whatever channel, closes their task to be called back", async () => {
  const ingest = createIngest(line.deps);
  const [first, second] = [await ring(line), await ring(line)];
  await hangUp(first);
  await hangUp(second);
  await ring(line, first);
  const proven = [{ kind: "phone", address: second.number }];
  await ingest.accept(line.channelId, message({ address: "a visitor who signed in", proven }));
  await ingest.idle();
  await ingest.stop();
  for (const call of [first, second]) {
    const [task, ...later] = (await tasksOf(line, call)).filter(({ kind }) => kind === "callback");
    expect(task).toMatchObject({ doneAt: expect.any(Date) });
    expect(later).toEqual([]);
    expect(await hub.events()).toContainEqual(
      expect.objectContaining({ type: "task.completed", data: { taskId: task?.id, by: "contact" } }),
    );
  }
});

test("a person whose browsers are gone is in no call: their caller waits for the next, before all others", async () => {
  const call = await ring(line);
  const legId = await answer(line, call, line.anna);
  await loseLegs(line.deps, line.anna.id);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  await setPhone(line, line.anna, false);
  await loseLegs(line.deps, line.anna.id);
  expect(await readCall(line, call)).toMatchObject({
    stage: "queued",
    legs: [{ id: legId, state: "ended" }],
  });
  expect(await workOf(line, call)).toMatchObject({
    kind: "call",
    state: "waiting",
    priority: 9,
    ownerId: null,
    passedBy: [line.anna.id],
  });
  expect(line.voice.of("steer", call.id)).toMatchObject([{ steps: [{ type: "wait", tickAfterSeconds: 0 }] }]);
  expect(line.voice.of("drop", call.id)).not.toEqual([]);
  await answer(line, call, line.ben);
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.ben.id });
  await hangUp(call);
  expect(await readCall(line, call)).toMatchObject({ outcome: "answered" });
});

test("a caller who was lost by one and gives up waiting for the next is to be called back", async () => {
  const call = await ring(line);
  const legId = await answer(line, call, line.anna);
  await line.door.tellLeg(legId, { state: "ended" });
  await hangUp(call);
  expect(await readCall(line, call)).toMatchObject({ outcome: "missed", answeredAt: expect.any(String) });
  expect(await tasksOf(line, call)).toMatchObject([callBack]);
});
