import { and, eq } from "drizzle-orm";
import { recordingComments } from "../../../db/schema/calls.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { getRecording } from "./queries.ts";

/** Takes one's own comment away. @throws AppError not_found */
export async function removeComment(
  deps: Pick<Deps, "db">,
  { access, recordingId, commentId }: { access: Access; recordingId: string; commentId: string },
): Promise<void> {
  await getRecording(deps, access, recordingId);
  const { id, personId } = recordingComments;
  const removed = await deps.db
    .delete(recordingComments)
    .where(
      and(eq(id, commentId), eq(recordingComments.recordingId, recordingId), eq(personId, access.personId)),
    )
    .returning({ id });
  if (removed.length === 0) throw notFound("comment");
}
