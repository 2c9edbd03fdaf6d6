import { isKept, readEvents } from "../events/queries.ts";
import type { Deps } from "../lib/deps.ts";
import { type Batch, makeBatch } from "./batch.ts";

/** More than this is fetched anew instead. */
export const mostMissed = 1_000;
const readersAtOnce = 4;

/** What was missed between two positions; undefined when it is too much, or no longer kept. */
export type ReadMissed = (from: number, upTo: number) => Promise<Batch | undefined>;

/** After a node is lost its clients come all at once and from nearly the same position: they share one reading. */
export function createMissedReader(deps: Deps): ReadMissed {
  const readings = new Map<string, Promise<Batch | undefined>>();
  const queue: (() => void)[] = [];
  let running = 0;

  async function read(from: number, upTo: number) {
    if (running >= readersAtOnce) await new Promise<void>((resolve) => queue.push(resolve));
    running++;
    try {
      const events = await readEvents(deps.pool, from, mostMissed + 1);
      if (events.length > mostMissed) return undefined;
      // Asked afterwards: the oldest may be deleted at any moment.
      if (!(await isKept(deps, from))) return undefined;
      return await makeBatch(
        deps,
        events.filter((event) => event.seq <= upTo),
        upTo,
      );
    } finally {
      running--;
      queue.shift()?.();
    }
  }

  return (from, upTo) => {
    const key = `${from}-${upTo}`;
    const reading = readings.get(key) ?? read(from, upTo).finally(() => readings.delete(key));
    readings.set(key, reading);
    return reading;
  };
}
