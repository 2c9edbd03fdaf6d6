import type { Request } from "express";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import type { FileRow } from "./file-info.ts";
import { keepFile } from "./keep-file.ts";
import { readUpload } from "./read-upload.ts";

/** Keeps a file that somebody means to send; until then it is theirs alone. */
export async function uploadFile(
  deps: Deps,
  { access, request }: { access: Access; request: Request },
): Promise<FileRow> {
  return keepFile(deps, await readUpload(request), { uploadedBy: access.personId });
}
