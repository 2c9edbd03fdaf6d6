import type { Deps } from "../../lib/deps.ts";

type Needs = Pick<Deps, "pool" | "clock" | "recordings">;

const dayMs = 86_400_000;
const atOnce = 5_000;

/** Takes away what crashes left in the store: a day old, and named by no row. */
export async function sweepRecordings(deps: Needs, stopping: AbortSignal): Promise<void> {
  const { recordings: store, clock } = deps;
  const before = new Date(clock.now().getTime() - dayMs);
  const old = async function* <Item extends { changedAt: Date }>(items: AsyncIterable<Item>) {
    for await (const item of items) {
      if (stopping.aborted) return;
      if (item.changedAt < before) yield item;
    }
  };
  await store.removeUnfinished(before);
  for await (const group of inGroups(old(store.list()))) {
    const keys = group.map(({ key }) => key);
    for (const key of await unnamed(deps, "recordings", "key", keys)) await store.remove(key);
  }
  for await (const group of inGroups(old(store.listSegments()))) {
    const segments = group.map(({ segment }) => segment);
    for (const segment of await unnamed(deps, "recording_segments", "segment", segments)) {
      await store.removeSegment(segment);
    }
  }
}

async function* inGroups<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < atOnce) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

async function unnamed(
  { pool }: Needs,
  table: "recordings" | "recording_segments",
  column: "key" | "segment",
  names: string[],
): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select name from unnest($1::text[]) name where name not in (select ${column} from ${table} where ${column} = any($1))`,
    [names],
  );
  return rows.map(({ name }) => name);
}
