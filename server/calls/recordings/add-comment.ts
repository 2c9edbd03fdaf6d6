import { newId, recordingComments } from "../../../db/schema/index.ts";
import type { RecordingComment } from "../../contract/recordings.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { getRecording } from "./queries.ts";

interface AddComment {
  access: Access;
  recordingId: string;
  atMs: number;
  text: string;
}

export async function addComment(
  deps: Pick<Deps, "db" | "clock">,
  { access, recordingId, atMs, text }: AddComment,
): Promise<RecordingComment> {
  const { deletedAt, lengthMs } = await getRecording(deps, access, recordingId);
  if (deletedAt) throw new AppError("conflict", "This recording was deleted.");
  if (atMs > lengthMs) {
    throw new AppError("invalid", "The recording is shorter than that.", {
      fields: { atMs: "is after the end of the recording" },
    });
  }
  const comment = { id: newId(), personId: access.personId, atMs, text };
  const createdAt = deps.clock.now();
  await deps.db.insert(recordingComments).values({ ...comment, recordingId, createdAt });
  return { ...comment, createdAt: createdAt.toISOString() };
}
