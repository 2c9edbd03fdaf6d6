import { fileTypeFromBuffer } from "file-type";
import type { IncomingFile, KeptFile } from "../../connectors/contract.ts";
import { newId } from "../../db/schema/columns.ts";
import { files } from "../../db/schema/conversations.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";

export const largestFile = 25 * 1024 * 1024;

/** Keeps the bytes, and a row that says whose they are. The type is what the bytes say, where they say it. */
export async function keepFile(
  deps: Pick<Deps, "db" | "files">,
  channelId: string,
  file: IncomingFile,
): Promise<KeptFile> {
  if (file.bytes.byteLength > largestFile) throw new AppError("too_large", "A file may have at most 25 MB.");
  const contentType = await typeOf(file);
  const { sha256, size } = await deps.files.keep(file.bytes);
  const kept = { id: newId(), name: nameOf(file.name), contentType, size };
  await deps.db.insert(files).values({ ...kept, sha256, channelId });
  return kept;
}

async function typeOf({ bytes, contentType }: IncomingFile): Promise<string> {
  const sniffed = await fileTypeFromBuffer(bytes);
  if (sniffed) return sniffed.mime;
  const claimed = /^[a-z]+\/[\w.+-]+/i.exec(contentType)?.[0].toLowerCase() ?? "";
  // What has a signature and lacks it is not what it says.
  return /^(text\/|application\/json$)/.test(claimed) ? claimed : "application/octet-stream";
}

/** Its last part, without what no file system or database keeps. */
function nameOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return clean.slice(0, 200).toWellFormed() || "file";
}
