import { and, eq } from "drizzle-orm";
import { calls, recordingSegments } from "../../../db/schema/calls.ts";
import { AppError, notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { isOverFor } from "./grace.ts";

interface AddPiece {
  access: Access;
  segmentId: string;
  number: number;
  /** Not before it is known whose segment it is. */
  read: () => Promise<Uint8Array>;
}

/** Keeps a piece of one's own segment. Late, out of order or twice does no harm: the first of a number stays. */
export async function addPiece(
  deps: Pick<Deps, "db" | "clock" | "recordings">,
  { access, segmentId, number, read }: AddPiece,
): Promise<void> {
  const { segment, endedAt } = await getOwnSegment(deps, access, segmentId);
  if (isOverFor({ endedAt }, deps.clock.now())) {
    throw new AppError("conflict", "This call is over, and its recording is kept as it is.");
  }
  await deps.recordings.addPiece({ segment, number, bytes: await read() });
}

/** The store's name of it, and when its call ended. @throws AppError not_found */
export async function getOwnSegment({ db }: Pick<Deps, "db">, access: Access, id: string) {
  const [row] = await db
    .select({ segment: recordingSegments.segment, endedAt: calls.endedAt })
    .from(recordingSegments)
    .innerJoin(calls, eq(calls.id, recordingSegments.callId))
    .where(and(eq(recordingSegments.id, id), eq(recordingSegments.personId, access.personId)));
  if (!row) throw notFound("segment");
  return row;
}
