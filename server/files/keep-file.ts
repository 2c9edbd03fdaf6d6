import { fileTypeFromBuffer } from "file-type";
import { files, newId } from "../../db/schema/index.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import { lockBytes } from "./bytes-lock.ts";
import type { FileRow } from "./file-info.ts";

export const largestFile = 25 * 1024 * 1024;
/** Whole messages as a provider delivers them; how much of that is taken is the connector's to say. */
export const largestFromChannel = 120 * 1024 * 1024;

export interface NewFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** Keeps the bytes, and a row that says whose they are. The type is what the bytes say, where they say it. */
export async function keepFile(
  deps: Pick<Deps, "pool" | "files">,
  file: NewFile,
  owner: { channelId: string } | { uploadedBy: string },
): Promise<FileRow> {
  const largest = "channelId" in owner ? largestFromChannel : largestFile;
  if (file.bytes.byteLength > largest) throw tooLarge(largest);
  const contentType = await typeOf(file);
  const { sha256, size } = await deps.files.keep(file.bytes);
  const kept = { id: newId(), name: nameOf(file.name), contentType, size };
  await transact(deps, async (tx) => {
    await lockBytes(tx, sha256, "naming");
    // Deleted with the last row that named them, a moment ago.
    if (!(await deps.files.has(sha256))) await deps.files.keep(file.bytes);
    await tx.db.insert(files).values({ ...kept, sha256, ...owner });
  });
  return kept;
}

export const tooLarge = (largest = largestFile) =>
  new AppError("too_large", `A file may have at most ${largest / 1024 / 1024} MB.`);

async function typeOf({ bytes, contentType }: NewFile): Promise<string> {
  const sniffed = await fileTypeFromBuffer(bytes);
  if (sniffed) return sniffed.mime;
  const claimed = /^[a-z]+\/[\w.+-]+/i.exec(contentType)?.[0].toLowerCase() ?? "";
  // What has a signature and lacks it is not what it says.
  return /^(text\/|application\/json$|message\/rfc822$)/.test(claimed) ? claimed : "application/octet-stream";
}

/** Its last part, without what no file system or database keeps. */
function nameOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return [...clean].slice(0, 200).join("") || "file";
}
