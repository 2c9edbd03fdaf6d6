import type { Request, Response } from "express";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { getFile } from "./queries.ts";
import { isSafePicture } from "./safe-picture.ts";
import { sendFile } from "./send-file.ts";

interface FileCall {
  access: Access;
  params: { id: string };
  request: Request;
  response: Response;
}

/** Sends a file's bytes: a safe picture to be shown, anything else only to be downloaded. @throws AppError not_found */
export async function serveFile(deps: Deps, { access, params, request, response }: FileCall): Promise<void> {
  const file = await getFile(deps, access, params.id);
  const isPicture = isSafePicture(file.contentType);
  // Asked for anew each time, as what somebody may see can change; the bytes need not travel again.
  response.setHeader("cache-control", "private, no-cache");
  await sendFile(deps, file, {
    request,
    response,
    headers: {
      "content-type": isPicture ? file.contentType : "application/octet-stream",
      "content-disposition": `${isPicture ? "inline" : "attachment"}; ${nameParts(file.name)}`,
    },
  });
}

/** A name in both forms of RFC 6266. */
function nameParts(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const utf8 = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
