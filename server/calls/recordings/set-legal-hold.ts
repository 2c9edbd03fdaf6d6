import { and, eq } from "drizzle-orm";
import { recordings } from "../../../db/schema/calls.ts";
import type { Recording } from "../../contract/recordings.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { lockCall } from "../lock-call.ts";
import { presentRecording } from "./present.ts";
import { getRecording } from "./queries.ts";
import { touchCall } from "./touch-call.ts";

/** Puts a recording under a legal hold, so that it is not deleted, or ends that. @throws AppError */
export async function setLegalHold(
  deps: Pick<Deps, "pool" | "db">,
  { access, recordingId, isHeld }: { access: Access; recordingId: string; isHeld: boolean },
): Promise<Recording> {
  const { callId } = await getRecording(deps, access, recordingId);
  await transact(deps, async (tx) => {
    await lockCall(tx, { id: callId });
    const [row] = await tx.db.select().from(recordings).where(eq(recordings.id, recordingId)).for("update");
    if (row?.deletedAt) throw new AppError("conflict", "This recording was deleted.");
    const changed = await tx.db
      .update(recordings)
      .set({ isHeld })
      .where(and(eq(recordings.id, recordingId), eq(recordings.isHeld, !isHeld)))
      .returning({ id: recordings.id });
    if (changed.length > 0) await touchCall(tx, { callId, what: "held", actorId: access.personId });
  });
  return presentRecording(await getRecording(deps, access, recordingId));
}
