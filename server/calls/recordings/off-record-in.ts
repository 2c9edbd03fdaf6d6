import type { calls, recordings } from "../../../db/schema/calls.ts";
import type { Recording } from "../../contract/recordings.ts";

type File = Pick<typeof recordings.$inferSelect, "kind" | "lengthMs"> &
  Pick<typeof calls.$inferSelect, "offRecord">;

/** A file ends with a whole packet, which may be a little after its call. */
const leastMs = 100;

/**
 * What is not to be heard in a file, on its own clock. That of a call is the call's own, which begins with the answer; a voicemail
 * has another, and nobody pauses it.
 */
export function offRecordIn({ kind, lengthMs, offRecord }: File): Recording["offRecord"] {
  if (kind === "voicemail") return [];
  return offRecord
    .map(([fromMs, toMs, reason]) => ({
      fromMs,
      toMs: Math.min(toMs ?? lengthMs, lengthMs),
      // On demand, nobody has asked for it yet.
      reason: reason === "paused" && fromMs === 0 ? "off" : reason,
    }))
    .filter(({ fromMs, toMs }) => toMs - fromMs >= leastMs);
}
