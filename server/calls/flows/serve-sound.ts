import type { Request, Response } from "express";
import { sendFile } from "../../files/send-file.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { findSound } from "./queries.ts";
import { openSoundToken } from "./sound-url.ts";

interface SoundCall {
  params: { token: string };
  request: Request;
  response: Response;
}

/** Sends a sound to a carrier or a caller's browser. @throws AppError not_found */
export async function serveSound(deps: Deps, { params, request, response }: SoundCall): Promise<void> {
  const fileId = openSoundToken(deps, params.token);
  const file = fileId && (await findSound(deps, fileId));
  if (!file) throw notFound("sound");
  response.setHeader("cache-control", "private, max-age=3600");
  await sendFile(deps, file, {
    request,
    response,
    headers: {
      "content-type": file.contentType,
      // Websites that have the hub's widget on them play it, too.
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    },
  });
}
