import type { Request, Response } from "express";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import type { ListeningPasses } from "./create-listening-passes.ts";
import { noteListening } from "./note-listening.ts";
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
  if (request.method !== "HEAD") {
    await noteListening(deps, { recordingId: row.id, personId: access.personId, lastAt: row.listenedAt });
    passes.give(request, row);
  }
  await sendRecording(deps, { row, request, response });
}
