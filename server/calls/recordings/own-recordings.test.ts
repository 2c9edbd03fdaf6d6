import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, test } from "vitest";
import { recordings } from "../../../db/schema/calls.ts";
import { workspace } from "../../../db/schema/workspace.ts";
import { openRecordingStore } from "../../../recordings/store/open-recording-store.ts";
import { hasSwift, startSwift } from "../../../recordings/store/test-swift.ts";
import { makeQueue, testHub } from "../../../test/factories.ts";
import { makeRecorded } from "../../../test/recorded-call.ts";
import { forgetRecordings } from "./forget-recordings.ts";
import { ownRecordings } from "./own-recordings.ts";
import { sweepRecordings } from "./sweep-recordings.ts";
import { takeOverRecordings } from "./take-over-recordings.ts";

const hub = await testHub();
const folder = await mkdtemp(join(tmpdir(), "switchboard-recordings-"));
const swift = hasSwift() ? await startSwift() : undefined;
afterAll(async () => {
  await hub.close();
  await swift?.stop();
  await rm(folder, { recursive: true });
});
afterEach(() => hub.setClock());

const { db } = hub.deps;
const { signal: never } = new AbortController();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
/** As after a restore or a dump that was read in elsewhere. */
const copy = () => db.update(workspace).set({ recordingPlace: "another/1" });

/** The hub as it comes up now. */
async function start() {
  const ownership = await ownRecordings(hub.deps);
  const store = openRecordingStore({ folder, bucket: swift?.settings, ...ownership });
  return { ...hub, deps: { ...hub.deps, recordings: store } };
}

async function keyOf(id: string) {
  const [row] = await db.select({ key: recordings.key }).from(recordings).where(eq(recordings.id, id));
  return row?.key ?? "";
}

test("a hub keeps its owner, whichever of its nodes begins, and a copy of its database gets another", async () => {
  const [first, second] = await Promise.all([ownRecordings(hub.deps), ownRecordings(hub.deps)]);
  expect(first).toEqual({ owner: expect.stringMatching(/^[0-9a-f]{16}$/), takenOver: [] });
  expect([second, await ownRecordings(hub.deps)]).toEqual([first, first]);
  await copy();
  const { owner } = await ownRecordings(hub.deps);
  expect(owner).not.toBe(first.owner);
  expect(await ownRecordings(hub.deps)).toEqual({ owner, takenOver: [] });
});

test("a copy of a hub on the same bucket deletes none of its recordings, until it has taken them over", async () => {
  const queue = await makeQueue(hub, { recordingDays: 7 });
  const production = await start();
  const { recording } = await makeRecorded(production, { queueId: queue.id });
  const key = await keyOf(recording.id);
  const unnamed = (await production.deps.recordings.write(toStream("since the backup"))).key;
  const { recordings: kept } = production.deps;

  await copy();
  const staging = await start();
  hub.setClock(inDays(8));
  await sweepRecordings(staging.deps, never);
  await forgetRecordings(staging.deps, never);
  expect([await kept.size(key), await kept.size(unnamed)]).toEqual([recording.size, 16]);
  // It waits for whoever takes it over, and is heard by nobody.
  expect(await keyOf(recording.id)).toBe(key);

  expect(await takeOverRecordings(staging.deps)).toBe(1);
  const heir = await start();
  expect(await takeOverRecordings(heir.deps)).toBe(0);
  await sweepRecordings(heir.deps, never);
  await forgetRecordings(heir.deps, never);
  await expect(kept.size(key)).rejects.toMatchObject({ problem: "notThere" });
  expect(await keyOf(recording.id)).toBe("");
  expect(await kept.size(unnamed)).toBe(16);
});

test("two hubs on one bucket sweep their own alone", async () => {
  const ours = await start();
  const { recording } = await makeRecorded(ours);
  const key = await keyOf(recording.id);
  const other = await testHub();
  try {
    const store = openRecordingStore({
      folder,
      bucket: swift?.settings,
      ...(await ownRecordings(other.deps)),
    });
    const left = (await store.write(toStream("left by a crash"))).key;
    const sweep = { ...other.deps, recordings: store, clock: { now: () => inDays(8) } };
    await sweepRecordings(sweep, never);
    expect(await ours.deps.recordings.size(key)).toBe(recording.size);
    await expect(store.size(left)).rejects.toMatchObject({ problem: "notThere" });
  } finally {
    await other.close();
  }
});

async function* toStream(text: string) {
  yield Buffer.from(text);
}
