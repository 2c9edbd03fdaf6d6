import type { Request, Response } from "express";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import type { ListeningPasses } from "./create-listening-passes.ts";
import { isFromBeginning, noteListening } from "./note-listening.ts";
import { getRecording } from "./queries.ts";
import { sendRecording } from "./send-recording.ts";

interface RecordingCall {
  access: Access;
  params: { id: string };
  request: Request;
  response: Response;
}

/** Lets who may hear a recording hear it, and notes that they listened. @throws AppError not_found */
export async function serveRecording(
  deps: Pick<Deps, "db" | "pool" | "clock" | "recordings">,
  passes: ListeningPasses,
  { access, params, request, response }: RecordingCall,
): Promise<void> {
  const row = await getRecording(deps, access, params.id);
  if (!row.key || row.deletedAt) throw notFound("recording");
  const sending = { row, request, response };
  if (request.method === "HEAD") return sendRecording(deps, sending);
  await noteListening(deps, {
    recordingId: row.id,
    personId: access.personId,
    lastAt: row.listenedAt,
    isFromBeginning: isFromBeginning(request, row),
  });
  await passes.admit(sending);
}
