import type { Request } from "express";
import { recordingListens } from "../../../db/schema/calls.ts";
import { parseRange } from "../../../recordings/parse-range.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";

/** Some players ask for the beginning a few times before they play it. */
export const soonMs = 1_000;

/** Whoever asked for nothing for so long has ended listening. */
export const restMs = 2 * 60_000;

interface Listening {
  recordingId: string;
  personId: string;
  /** When they last began to listen to it. */
  lastAt: Date | null;
  isFromBeginning: boolean;
}

/** Notes that somebody listens: each time from the beginning, and when they go on after a rest. */
export async function noteListening(
  deps: Pick<Deps, "pool" | "clock">,
  { recordingId, personId, lastAt, isFromBeginning }: Listening,
): Promise<void> {
  const now = deps.clock.now();
  const since = new Date(now.getTime() - (isFromBeginning ? soonMs : restMs));
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

export function isFromBeginning({ headers }: Pick<Request, "headers">, { size }: { size: number }): boolean {
  const asked = parseRange(headers.range, size);
  return asked === "whole" || (asked !== "unsatisfiable" && asked.start === 0);
}
