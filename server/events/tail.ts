import type pg from "pg";
import { eventsChannel } from "../../db/transact.ts";
import type { EventType, LoggedEvent } from "../contract/events.ts";
import type { Deps } from "../lib/deps.ts";
import { createBell } from "./bell.ts";
import { connectApart } from "./dedicated-client.ts";
import { readEvents, readEventsOf } from "./queries.ts";

export interface Tail {
  stop(): Promise<void>;
  /** Everything up to here was handed over. */
  position(): number;
}

const pollMs = 500;
const longestBackoffMs = 2_000;

export interface TailOptions<Type extends EventType> {
  from: number;
  /** Only these; all unless said. */
  types?: readonly Type[];
  batchSize?: number;
  onBatch(events: EventOf<Type>[]): Promise<void> | void;
}

type EventOf<Type extends EventType> = Extract<LoggedEvent, { type: Type }>;

/**
 * Hands over everything that the log holds after `from`, in order and without gaps, then whatever is committed.
 * The next batch waits for `onBatch`; one that it fails on is given again. A lost connection is made anew.
 * @throws when there is no connection at the start.
 */
export async function tailEvents<Type extends EventType = EventType>(
  deps: Pick<Deps, "pool" | "log">,
  options: TailOptions<Type>,
): Promise<Tail> {
  const { types } = options;
  const bell = createBell();
  const batchSize = options.batchSize ?? 500;
  let position = options.from;
  let isStopping = false;
  let client: pg.Client | undefined = await listen(deps.pool, bell.ring);

  async function follow() {
    for (let failures = 0; !isStopping; ) {
      try {
        client ??= await listen(deps.pool, bell.ring);
        const isMore = await step(client);
        failures = 0;
        if (!isMore) await bell.wait(pollMs);
      } catch (err) {
        if (isStopping) break;
        deps.log.warn({ err, position }, "The event log cannot be followed; trying again");
        // Not waited for: a peer that is gone may never answer.
        void client?.end().catch(() => {});
        client = undefined;
        await bell.wait(Math.min(50 * 2 ** failures++, longestBackoffMs));
      }
    }
    await client?.end().catch(() => {});
  }

  async function step(from: pg.Client): Promise<boolean> {
    const events = types
      ? await readEventsOf(types, from, position, batchSize)
      : await readEvents(from, position, batchSize);
    if (isStopping) return false;
    const last = events.at(-1);
    if (!last) return false;
    const isWanted = (event: LoggedEvent): event is EventOf<Type> =>
      !types || types.some((type) => type === event.type);
    const wanted = events.filter(isWanted);
    if (wanted.length > 0) await options.onBatch(wanted);
    // Numbers may be missing, never double: at least so many were read only if it is as far.
    const isMore = last.seq - position >= batchSize;
    position = last.seq;
    return isMore;
  }

  const done = follow();
  return {
    position: () => position,
    async stop() {
      isStopping = true;
      bell.ring();
      await done;
    },
  };
}

async function listen(pool: Deps["pool"], ring: () => void): Promise<pg.Client> {
  const client = await connectApart(pool, "switchboard events");
  client.on("notification", ring);
  client.on("error", ring);
  try {
    await client.query(`listen ${eventsChannel}`);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  return client;
}
