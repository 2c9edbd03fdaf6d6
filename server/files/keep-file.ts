import { fileTypeFromBuffer } from "file-type";
import { files, newId } from "../../db/schema/index.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
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

export type FileOwner = { channelId: string } | { uploadedBy: string };

/** Keeps the bytes, and a row that says whose they are. The type is what the bytes say, where they say it. */
export async function keepFile(
  deps: Pick<Deps, "pool" | "files">,
  file: NewFile,
  owner: FileOwner,
): Promise<FileRow> {
  const kept = await keepBytes(deps, file, owner);
  await transact(deps, (tx) => nameFiles(tx, deps, [kept]));
  return kept.row;
}

/** Bytes that are kept, and the row that is to name them. */
export interface KeptBytes {
  row: FileRow;
  sha256: string;
  owner: FileOwner;
  bytes: Uint8Array;
}

/** @throws AppError too_large */
export async function keepBytes(
  { files: store }: Pick<Deps, "files">,
  file: NewFile,
  owner: FileOwner,
): Promise<KeptBytes> {
  const largest = "channelId" in owner ? largestFromChannel : largestFile;
  if (file.bytes.byteLength > largest) throw tooLarge(largest);
  const contentType = await typeOf(file);
  const { sha256, size } = await store.keep(file.bytes);
  return {
    row: { id: newId(), name: nameOf(file.name), contentType, size },
    sha256,
    owner,
    bytes: file.bytes,
  };
}

export async function nameFiles(
  tx: Tx,
  { files: store }: Pick<Deps, "files">,
  kept: KeptBytes[],
): Promise<void> {
  await lockBytes(
    tx,
    kept.map(({ sha256 }) => sha256),
    "naming",
  );
  // Deleted with the last row that named them, a moment ago.
  const gone = kept.filter(({ sha256 }) => !store.has(sha256));
  await Promise.all(gone.map(({ bytes }) => store.keep(bytes)));
  await tx.db.insert(files).values(kept.map(({ row, sha256, owner }) => ({ ...row, sha256, ...owner })));
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
