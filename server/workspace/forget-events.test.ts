import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { events, searchPosition, workspace } from "../../db/schema/index.ts";
import { type TestHub, testHub } from "../../test/factories.ts";
import { isKept, lastPosition } from "../events/queries.ts";
import { forgetEvents } from "./forget-events.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());
beforeEach(async () => {
  for (const table of [events, searchPosition, workspace]) await hub.deps.db.delete(table);
});

const going = new AbortController().signal;

/** Events of so many days ago; the search has followed up to the last of them unless told. */
async function log(daysAgo: number[], { keepEventsDays = 30 as number | null, searched = 0 } = {}) {
  const made = await hub.deps.db
    .insert(events)
    .values(
      daysAgo.map((days) => ({
        type: "workspace.updated",
        data: {},
        at: new Date(Date.now() - days * 86_400_000),
      })),
    )
    .returning();
  const seqs = made.map(({ seq }) => seq);
  await hub.deps.db.insert(workspace).values({ keepEventsDays });
  await hub.deps.db.insert(searchPosition).values({ seq: seqs.at(searched - 1) });
  return seqs;
}
const left = async () => (await hub.events()).map(({ seq }) => seq);

test("without the setting everything is kept", async () => {
  const seqs = await log([4_000, 31, 1], { keepEventsDays: null });
  await forgetEvents(hub.deps, going);
  expect(await left()).toEqual(seqs);
});

test("what is older goes, in however many batches; who missed any of it is told so", async () => {
  const seqs = await log([90, 80, 70, 60, 50, 29, 1]);
  await forgetEvents(hub.deps, going, 2);
  expect(await left()).toEqual(seqs.slice(5));
  expect(await isKept(hub.deps, seqs[3]!)).toBe(false);
  expect(await isKept(hub.deps, seqs[4]!)).toBe(true);
});

test("the newest one stays however old it is, so that the log still says how far it is", async () => {
  const seqs = await log([90, 80]);
  await forgetEvents(hub.deps, going);
  expect(await left()).toEqual(seqs.slice(1));
  expect(await lastPosition(hub.deps)).toBe(seqs[1]);
  expect(await isKept(hub.deps, seqs[0]! - 1)).toBe(false);
});

test("what the search has not followed yet stays", async () => {
  const seqs = await log([90, 80, 70, 1], { searched: 2 });
  await forgetEvents(hub.deps, going);
  expect(await left()).toEqual(seqs.slice(2));
});

test("a clock that was put back leaves no holes", async () => {
  const seqs = await log([90, 10, 80, 1]);
  await forgetEvents(hub.deps, going);
  expect(await left()).toEqual(seqs.slice(1));
});

test("a stop leaves the rest to the next time", async () => {
  const seqs = await log([90, 80, 70, 1]);
  await forgetEvents(hub.deps, AbortSignal.abort(), 1);
  expect(await left()).toEqual(seqs);
});
