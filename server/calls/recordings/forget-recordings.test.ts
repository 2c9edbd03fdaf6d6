import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, test } from "vitest";
import { recordings } from "../../../db/schema/calls.ts";
import { accessOf, makePerson, makeQueue, testHub } from "../../../test/factories.ts";
import { makeCall, makeRecorded, record } from "../../../test/recorded-call.ts";
import { refuseChanges } from "../../../test/refuse-changes.ts";
import { getTimeline } from "../../conversations/queries.ts";
import { forgetRecordings } from "./forget-recordings.ts";
import { setLegalHold } from "./set-legal-hold.ts";
import { sweepRecordings } from "./sweep-recordings.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
afterEach(() => hub.setClock());

const { signal: never } = new AbortController();
const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);
const queue = await makeQueue(hub, { recordingDays: 7 });
const admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));

async function row(id: string) {
  const [found] = await deps.db.select().from(recordings).where(eq(recordings.id, id));
  return found!;
}
const has = (key: string | null) =>
  deps.recordings.size(key ?? "").then(
    () => true,
    () => false,
  );

test("a recording is deleted when its queue's time is over, and the timeline says so", async () => {
  const { recording, conversationId, callId } = await makeRecorded(hub, { queueId: queue.id });
  const { key } = await row(recording.id);
  hub.setClock(inDays(6));
  await forgetRecordings(deps, never);
  expect(await has(key)).toBe(true);
  const seq = (await hub.events()).at(-1)?.seq;
  hub.setClock(inDays(8));
  await forgetRecordings(deps, never);
  await forgetRecordings(deps, never);
  expect(await row(recording.id)).toMatchObject({
    key: null,
    peaks: null,
    deletedAt: deps.clock.now(),
    sha256: expect.any(String),
  });
  expect(await has(key)).toBe(false);
  const { items } = await getTimeline(deps, { access: admin, conversationId, limit: 10 });
  expect(items.at(-1)).toMatchObject({
    kind: "system",
    data: { what: "recording.deleted", recordingId: recording.id },
  });
  expect((await hub.events(seq)).map(({ type, data }) => [type, data])).toEqual([
    ["call.recordingChanged", { callId, what: "deleted" }],
    ["interaction.logged", expect.anything()],
  ]);
});

test("a legal hold keeps a recording until an admin ends it", async () => {
  const { recording } = await makeRecorded(hub, { queueId: queue.id });
  await setLegalHold(deps, { access: admin, recordingId: recording.id, isHeld: true });
  hub.setClock(inDays(8));
  await forgetRecordings(deps, never);
  expect(await row(recording.id)).toMatchObject({ deletedAt: null, isHeld: true });
  await setLegalHold(deps, { access: admin, recordingId: recording.id, isHeld: false });
  await forgetRecordings(deps, never);
  expect((await row(recording.id)).deletedAt).not.toBeNull();
  await expect(
    setLegalHold(deps, { access: admin, recordingId: recording.id, isHeld: true }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("what of no queue, or of one that keeps for ever, stays", async () => {
  const forever = await makeQueue(hub, { recordingDays: null });
  const ofNone = await makeRecorded(hub);
  const ofForever = await makeRecorded(hub, { queueId: forever.id });
  hub.setClock(inDays(10_000));
  await forgetRecordings(deps, never);
  for (const { recording } of [ofNone, ofForever]) {
    expect(await row(recording.id)).toMatchObject({ deletedAt: null });
  }
});

test("killed between the mark and the store, a later round takes the sound away", async () => {
  const { recording } = await makeRecorded(hub, { queueId: queue.id });
  const { key } = await row(recording.id);
  hub.setClock(inDays(8));
  const broken = {
    ...deps.recordings,
    remove: () => Promise.reject(new Error("The disk is gone.")),
  };
  await expect(forgetRecordings({ ...deps, recordings: broken }, never)).rejects.toThrow("The disk is gone.");
  expect(await row(recording.id)).toMatchObject({ key, deletedAt: deps.clock.now() });
  await forgetRecordings(deps, never);
  expect(await row(recording.id)).toMatchObject({ key: null });
  expect(await has(key)).toBe(false);
});

test("a sound that cannot be removed keeps no other", async () => {
  const made = [
    await makeRecorded(hub, { queueId: queue.id }),
    await makeRecorded(hub, { queueId: queue.id }),
    await makeRecorded(hub, { queueId: queue.id }),
  ];
  hub.setClock(inDays(8));
  const store = deps.recordings;
  let asked = 0;
  const broken = {
    ...store,
    async remove(key: string) {
      if (asked++ === 0) throw new Error("This file is gone bad.");
      await store.remove(key);
    },
  };
  await expect(forgetRecordings({ ...deps, recordings: broken }, never)).rejects.toThrow("gone bad");
  const rows = await Promise.all(made.map(({ recording }) => row(recording.id)));
  expect(rows.filter(({ key }) => key !== null)).toHaveLength(1);
});

test("a recording that cannot be marked keeps no other past its time", async () => {
  const [bad, ...others] = [
    await makeRecorded(hub, { queueId: queue.id }),
    await makeRecorded(hub, { queueId: queue.id }),
    await makeRecorded(hub, { queueId: queue.id }),
  ];
  const isBetter = await refuseChanges(hub, { id: bad!.callId });
  hub.setClock(inDays(8));
  await expect(forgetRecordings(deps, never)).rejects.toThrow();
  for (const { recording } of others) expect(await row(recording.id)).toMatchObject({ key: null });
  expect(await row(bad!.recording.id)).toMatchObject({ deletedAt: null });
  await isBetter();
  await forgetRecordings(deps, never);
  expect(await row(bad!.recording.id)).toMatchObject({ key: null });
});

test("what no row names is swept after a day, and nothing else", async () => {
  const store = deps.recordings;
  const { recording } = await makeRecorded(hub);
  const { key } = await row(recording.id);
  const running = await makeCall(hub);
  await record(deps, running);
  const orphan = (await store.write(toStream("orphan"))).key;
  const segment = store.newSegment();
  await store.addPiece({ segment, number: 0, bytes: Buffer.from("x") });
  const count = async () => {
    let found = 0;
    for await (const _ of store.listSegments()) found++;
    return found;
  };
  const before = await count();
  await sweepRecordings(deps, never);
  expect([await has(orphan), await count()]).toEqual([true, before]);
  hub.setClock(inDays(2));
  await sweepRecordings(deps, never);
  expect([await has(orphan), await has(key), await count()]).toEqual([false, true, before - 1]);
});

async function* toStream(text: string) {
  yield Buffer.from(text);
}
