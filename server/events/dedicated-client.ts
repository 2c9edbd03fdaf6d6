import pg from "pg";
import type { Pool } from "../../db/connect.ts";

/** A connection outside the pool, for what belongs to one session: LISTEN, session locks. A dead peer shows within half a minute. */
export async function connectApart(pool: Pool, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    ...pool.options,
    application_name: name,
    options: `${pool.options.options ?? ""} -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3`,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
  });
  // The next query says what is wrong; without a listener a lost connection would end the process.
  client.on("error", () => {});
  await client.connect();
  return client;
}
