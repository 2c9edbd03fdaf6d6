import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import type { Deps } from "../lib/deps.ts";
import { inOneGo, openConnection } from "../lib/lookup-connection.ts";
import { watchStrain } from "../lib/strain.ts";
import { indexDocuments } from "./index-documents.ts";
import { createPace, type Step } from "./pace.ts";
import { readStale, type Stale } from "./read-stale.ts";

/** Small, so that neither this process nor the database is busy with one step for long. */
const batchSize = 400;
/** While that much is left, larger ones cost less for each event. */
const largeBatch = 1_600;
const longestBackoffMs = 2_000;
/** The search for words reads what is pending through, and whoever fills it works it in. */
const settings = "-c gin_pending_list_limit=1MB";

/**
 * Keeps the search documents in step with the event log. The position moves in the transaction that writes them, so
 * that nothing is left out after a crash; several nodes take turns at its row.
 * @throws when there is no connection at the start.
 */
export async function followLog(deps: Deps): Promise<{ stop(): Promise<void> }> {
  await deps.db.execute(sql`insert into search_position (seq) values (0) on conflict do nothing`);
  const connection = openConnection(deps, "switchboard search", settings);
  const stopping = new AbortController();
  const restAfter = createPace(batchSize, watchStrain());

  async function follow() {
    let size = batchSize;
    for (let failures = 0; !stopping.signal.aborted; ) {
      let restMs = 0;
      try {
        const stepped = await step(deps, await connection.client(), size);
        restMs = restAfter(stepped);
        size = Math.min(size * 2, stepped.behind > largeBatch ? largeBatch : batchSize);
        failures = 0;
      } catch (error) {
        if (isDataError(error) && size > 1) size = Math.ceil(size / 2);
        else {
          deps.log.warn({ err: error }, "Search cannot follow the event log; trying again");
          restMs = Math.min(50 * 2 ** failures++, longestBackoffMs);
        }
      }
      if (restMs > 0) await delay(restMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const done = follow();
  return {
    async stop() {
      stopping.abort();
      await done;
      await connection.stop();
    },
  };
}

async function step(deps: Deps, client: pg.Client, size: number): Promise<Step> {
  const startedAt = performance.now();
  const stepOf = ({ count, until, end }: Pick<Stale, "count" | "until" | "end">) => ({
    count,
    behind: end - until,
    tookMs: performance.now() - startedAt,
  });
  let stale: Stale | undefined;
  try {
    [, stale] = await inOneGo(client, () => Promise.all([client.query("begin"), readStale(client, size)]));
    if (stale) {
      await indexDocuments(client, stale);
      await client.query({ name: "search-position", text: positionSql, values: [stale.until] });
    }
    await client.query("commit");
    return stepOf(stale ?? nothing);
  } catch (error) {
    await client.query("rollback").catch(() => {});
    // What cannot be indexed must not stop what comes behind it: steps are halved until it stands alone.
    if (stale?.count !== 1 || !isDataError(error)) throw error;
    deps.log.error({ err: error, seq: stale.until }, "This cannot be found by searching");
    await client.query({ name: "search-position", text: positionSql, values: [stale.until] });
    return stepOf(stale);
  }
}

const nothing = { count: 0, until: 0, end: 0 };

// Never backwards: another node may have been further.
const positionSql = "update search_position set seq = $1 where seq < $1";

/** Classes 22 (data exception) and 54 (program limit exceeded). */
function isDataError(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|54)/.test(error.code ?? "");
}
