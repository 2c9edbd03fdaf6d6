import type pg from "pg";
import { commit } from "../../db/transact.ts";
import { statementsOf } from "./statements.ts";
import type { Writes } from "./writes.ts";

/** Sends all of a batch's rows and events, and COMMIT, in one go. @throws the first failure of them. */
export async function write(client: pg.Client, writes: Writes): Promise<void> {
  const sent = statementsOf(writes)
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, text, rows }) => client.query({ name, text, values: [JSON.stringify(rows)] }));
  const results = await Promise.allSettled([...sent, commit(client, writes.events)]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
