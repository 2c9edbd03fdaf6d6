import { newId, recordingComments } from "../../../db/schema/index.ts";
import type { RecordingComment } from "../../contract/recordings.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { lockCall } from "../lock-call.ts";
import { getRecording } from "./queries.ts";
import { touchCall } from "./touch-call.ts";

interface AddComment {
  access: Access;
  recordingId: string;
  atMs: number;
  text: string;
}

export async function addComment(
  deps: Pick<Deps, "pool" | "db" | "clock">,
  { access, recordingId, atMs, text }: AddComment,
): Promise<RecordingComment> {
  const { callId, deletedAt, lengthMs } = await getRecording(deps, access, recordingId);
  if (deletedAt) throw new AppError("conflict", "This recording was deleted.");
  if (atMs > lengthMs) {
    throw new AppError("invalid", "The recording is shorter than that.", {
      fields: { atMs: "is after the end of the recording" },
    });
  }
  const comment = { id: newId(), personId: access.personId, atMs, text };
  const createdAt = deps.clock.now();
  await transact(deps, async (tx) => {
    await lockCall(tx, { id: callId });
    await tx.db.insert(recordingComments).values({ ...comment, recordingId, createdAt });
    await touchCall(tx, { callId, what: "commented", actorId: access.personId });
  });
  return { ...comment, createdAt: createdAt.toISOString() };
}
