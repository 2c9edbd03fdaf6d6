import { recordingListens } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";

const onceInMs = 30 * 60_000;

/** Notes that somebody listens: once for half an hour, however many ranges a player asks for, also at the same time. */
export async function noteListening(
  deps: Pick<Deps, "pool" | "clock">,
  { recordingId, personId, lastAt }: { recordingId: string; personId: string; lastAt: Date | null },
): Promise<void> {
  const now = deps.clock.now();
  const since = new Date(now.getTime() - onceInMs);
  if (lastAt && lastAt > since) return;
  await transact(deps, async (tx) => {
    await tx.client.query("select from recordings where id = $1 for no key update", [recordingId]);
    const isNoted = await tx.client.query(isNotedSql, [recordingId, personId, since]);
    if (isNoted.rowCount) return;
    await tx.db.insert(recordingListens).values({ recordingId, personId, at: now });
  });
}

const isNotedSql =
  "select from recording_listens where recording_id = $1 and person_id = $2 and at > $3 limit 1";
