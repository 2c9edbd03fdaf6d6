import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import type { LoggedEvent } from "../contract/events.ts";
import { type Tail, tailEvents } from "../events/tail.ts";
import type { Deps } from "../lib/deps.ts";
import { changesOf } from "./changes-of.ts";
import { indexDocuments } from "./index-documents.ts";

const batchSize = 2_000;
/** Few larger batches leave more of the machine to those who wait for an answer than many of one event each. */
const restMs = 1_000;

/**
 * Keeps the search documents in step with the event log. The position moves in the transaction that writes them, so
 * that nothing is left out after a crash; several nodes take turns at its row.
 */
export async function followLog(deps: Deps): Promise<Tail> {
  await deps.db.execute(sql`insert into search_position (seq) values (0) on conflict do nothing`);
  const { rows } = await deps.db.execute<{ seq: number }>(sql`select seq from search_position`);
  const stopping = new AbortController();
  const tail = await tailEvents(deps, {
    from: Number(rows[0]?.seq ?? 0),
    batchSize,
    async onBatch(events) {
      await index(deps, events);
      if (events.length < batchSize)
        await delay(restMs, undefined, { signal: stopping.signal }).catch(() => {});
    },
  });
  return {
    ...tail,
    stop() {
      stopping.abort();
      return tail.stop();
    },
  };
}

/** What cannot be indexed must not stop what comes behind it: it is halved until it stands alone, and left out. */
async function index(deps: Deps, events: LoggedEvent[]): Promise<void> {
  try {
    await indexBatch(deps, events);
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (events.length === 1) {
      deps.log.error({ err: error, seq: events[0]?.seq }, "This cannot be found by searching");
      await deps.db.execute(sql`update search_position set seq = greatest(seq, ${events[0]?.seq})`);
      return;
    }
    const half = Math.ceil(events.length / 2);
    await index(deps, events.slice(0, half));
    await index(deps, events.slice(half));
  }
}

async function indexBatch(deps: Deps, events: LoggedEvent[]): Promise<void> {
  const last = events.at(-1);
  if (!last) return;
  await deps.db.transaction(async (db) => {
    const { rows } = await db.execute<{ seq: number }>(
      sql`select seq from search_position for no key update`,
    );
    const position = Number(rows[0]?.seq ?? 0);
    if (position >= last.seq) return;
    const fresh = events.filter((event) => event.seq > position);
    await indexDocuments(db, await changesOf(db, fresh));
    await db.execute(sql`update search_position set seq = ${last.seq}`);
  });
}

/** Classes 22 (data exception) and 54 (program limit exceeded). */
function isDataError(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error;
  return cause instanceof pg.DatabaseError && /^(22|54)/.test(cause.code ?? "");
}
