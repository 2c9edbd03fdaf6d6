import { and, eq } from "drizzle-orm";
import { recordingComments } from "../../../db/schema/calls.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { lockCall } from "../lock-call.ts";
import { getRecording } from "./queries.ts";
import { touchCall } from "./touch-call.ts";

/** Takes one's own comment away. @throws AppError not_found */
export async function removeComment(
  deps: Pick<Deps, "pool" | "db">,
  { access, recordingId, commentId }: { access: Access; recordingId: string; commentId: string },
): Promise<void> {
  const { callId } = await getRecording(deps, access, recordingId);
  const { id, personId } = recordingComments;
  await transact(deps, async (tx) => {
    await lockCall(tx, { id: callId });
    const removed = await tx.db
      .delete(recordingComments)
      .where(
        and(eq(id, commentId), eq(recordingComments.recordingId, recordingId), eq(personId, access.personId)),
      )
      .returning({ id });
    if (removed.length === 0) throw notFound("comment");
    await touchCall(tx, { callId, what: "commented", actorId: access.personId });
  });
}
