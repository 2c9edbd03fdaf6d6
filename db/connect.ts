import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

export type Db = NodePgDatabase;
export type Pool = pg.Pool;
export type Client = pg.PoolClient;

/** bigint columns hold sequence numbers and sizes, all far below 2^53. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface PoolOptions {
  max?: number;
  name?: string;
  /** How long a statement, or the wait for a connection, may take; for ever unless said, as a COPY may. */
  limitMs?: number;
}

/** A limit is the server's to keep, and says so; only where the network is dead it passes without a word. */
const graceMs = 2_000;

/** A pool whose sessions give up on a lock after 10 s and on a forgotten transaction after 30 s. */
export function createPool(url: string, { max = 10, name = "switchboard", limitMs }: PoolOptions = {}): Pool {
  const limit = limitMs === undefined ? "" : ` -c statement_timeout=${limitMs}`;
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    // Workers for part of a query take longer to start than any query here runs.
    options: `-c lock_timeout=10s -c idle_in_transaction_session_timeout=30s -c timezone=UTC -c max_parallel_workers_per_gather=0${limit}`,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(limitMs && { query_timeout: limitMs + graceMs, connectionTimeoutMillis: limitMs }),
  });
  // A broken connection is replaced at the next checkout, and whoever uses it sees its query fail; without listeners,
  // the pool's for idle ones and each client's own, it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

export function createDb(client: Pool | Client | pg.Client): Db {
  // Without the schema, which only its relational queries need: reading that costs more than a query, for each transaction.
  return drizzle(client, { casing: "snake_case" });
}
