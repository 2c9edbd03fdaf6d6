import { and, eq, isNull } from "drizzle-orm";
import { recordingSegments } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { getOwnSegment } from "./add-piece.ts";

/** Notes that a recorder has sent all it has; saying so again changes nothing. */
export async function endSegment(
  deps: Pick<Deps, "db" | "clock">,
  { access, segmentId }: { access: Access; segmentId: string },
): Promise<void> {
  await getOwnSegment(deps, access, segmentId);
  await deps.db
    .update(recordingSegments)
    .set({ endedAt: deps.clock.now() })
    .where(and(eq(recordingSegments.id, segmentId), isNull(recordingSegments.endedAt)));
}
