import { sql } from "drizzle-orm";
import type { LoggedEvent } from "../contract/events.ts";
import { type Tail, tailEvents } from "../events/tail.ts";
import type { Deps } from "../lib/deps.ts";
import { changesOf } from "./changes-of.ts";
import { indexDocuments } from "./index-documents.ts";

/**
 * Keeps the search documents in step with the event log. The position moves in the transaction that writes them, so
 * that nothing is left out after a crash; several nodes take turns at its row.
 */
export async function followLog(deps: Deps): Promise<Tail> {
  await deps.db.execute(sql`insert into search_position (seq) values (0) on conflict do nothing`);
  const { rows } = await deps.db.execute<{ seq: number }>(sql`select seq from search_position`);
  return tailEvents(deps, {
    from: Number(rows[0]?.seq ?? 0),
    batchSize: 5_000,
    onBatch: (events) => index(deps, events),
  });
}

async function index(deps: Deps, events: LoggedEvent[]): Promise<void> {
  const last = events.at(-1);
  if (!last) return;
  await deps.db.transaction(async (db) => {
    const { rows } = await db.execute<{ seq: number }>(sql`select seq from search_position for update`);
    const position = Number(rows[0]?.seq ?? 0);
    if (position >= last.seq) return;
    await indexDocuments(
      db,
      await changesOf(
        db,
        events.filter((event) => event.seq > position),
      ),
    );
    await db.execute(sql`update search_position set seq = ${last.seq}`);
  });
}
