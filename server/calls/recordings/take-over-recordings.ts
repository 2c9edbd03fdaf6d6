import { sql } from "drizzle-orm";
import { workspace } from "../../../db/schema/workspace.ts";
import type { Deps } from "../../lib/deps.ts";
import { ownRecordings } from "./own-recordings.ts";

/**
 * Makes recordings that another hub kept and that rows here name this hub's own, from its next start on, and gives how many they
 * are. What no row here names stays where it is: this database may be older than that.
 */
export async function takeOverRecordings(deps: Pick<Deps, "db" | "log">): Promise<number> {
  const { owner, takenOver } = await ownRecordings(deps);
  const { rows } = await deps.db.execute<{ owner: string; count: number }>(sql`
    select left(key, ${owner.length}) as owner, count(*) filter (where is_whole)::int as count
    from (select key, true as is_whole from recordings where key is not null
      union all select segment, false from recording_segments) kept group by 1`);
  const others = rows.filter((row) => row.owner !== owner && !takenOver.includes(row.owner));
  const recordingsTakenOver = [...takenOver, ...others.map((row) => row.owner)];
  await deps.db.update(workspace).set({ recordingsTakenOver });
  return others.reduce((sum, { count }) => sum + count, 0);
}
