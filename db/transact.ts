import pg from "pg";
import { type Client, createDb, type Db, type Pool } from "./connect.ts";
import { asArrays, fromArrays } from "./row-arrays.ts";

/** A fact to append to the event log; ids and values only. */
export interface NewEvent {
  type: string;
  version?: number;
  conversationId?: string;
  actorId?: string;
  data: object;
}

export interface Tx<Event extends NewEvent = NewEvent> {
  db: Db;
  client: Client;
  /** Collected, and written last of all. */
  append(...events: Event[]): void;
}

/** Readers of the event log wait on this channel. */
export const eventsChannel = "switchboard_events";
const appendLock = 7_412_001;
const retryable = new Set(["40P01", "40001"]);
const maxTries = 8;

/**
 * Runs `work` in one transaction and commits its rows and events together. Deadlocks and serialisation failures run
 * `work` again, so it must not touch anything but the transaction.
 */
export async function transact<T, Event extends NewEvent = NewEvent>(
  pool: Pool,
  work: (tx: Tx<Event>) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt(pool, work);
    } catch (error) {
      if (!isRetryable(error) || tried >= maxTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** tried));
    }
  }
}

async function attempt<T, Event extends NewEvent>(
  pool: Pool,
  work: (tx: Tx<Event>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const events: Event[] = [];
    const result = await work({
      client,
      db: createDb(client),
      append: (...added) => void events.push(...added),
    });
    await commit(client, events);
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * One round trip: nothing may be awaited between taking the append lock and COMMIT, or every other writer waits for it.
 * @throws when the server answers ROLLBACK, which it does without an error for a transaction that failed before.
 */
export async function commit(client: Pick<pg.Client, "query">, events: NewEvent[]): Promise<void> {
  const answer: unknown = await client.query(events.length === 0 ? "commit" : `${appending(events)}; commit`);
  checkCommitted(answer);
}

/** The same for a pipelined client, which sends all of it before it reads an answer. */
export async function commitPipelined(client: Pick<pg.Client, "query">, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return commit(client, events);
  const values = asArrays(events.map(asRow), eventColumns);
  const appended = client.query({ name: "append-events", text: lockedInsertSql, values });
  const [closed] = await Promise.all([client.query(`${notifySql}; commit`), appended]);
  checkCommitted(closed);
}

function checkCommitted(answer: unknown) {
  const last = (Array.isArray(answer) ? answer.at(-1) : answer) as pg.QueryResult;
  if (last.command !== "COMMIT") throw new Error("The transaction was rolled back.");
}

function appending(events: NewEvent[]): string {
  const rows = `jsonb_to_recordset(${pg.escapeLiteral(JSON.stringify(events.map(asRow)))})
    as r(type text, version int, "conversationId" uuid, "actorId" uuid, data jsonb)`;
  return `${lockSql}; ${insertSql(rows)}; ${notifySql}`;
}

const asRow = ({ version = 1, ...event }: NewEvent) => ({ ...event, version });

const eventColumns = {
  type: "text",
  version: "int",
  conversationId: "uuid",
  actorId: "uuid",
  data: "jsonb",
} as const;

const lockSql = `select pg_advisory_xact_lock(${appendLock})`;

// Rows come out of what they are sent in, and so get their numbers, in its order.
const insertSql = (rows: string) => `
  insert into events (type, version, conversation_id, actor_id, data, at)
  select type, version, "conversationId", "actorId", data, clock_timestamp() from ${rows}`;

// Numbers are taken as rows are given out, so after the lock.
const lockedInsertSql = `with held as materialized (${lockSql})
  ${insertSql(fromArrays(eventColumns))}, (select count(*) from held) held`;

const notifySql = `notify ${eventsChannel}`;

function isRetryable(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error;
  return cause instanceof pg.DatabaseError && retryable.has(cause.code ?? "");
}
