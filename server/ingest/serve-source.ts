import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import type { Response } from "express";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { findRawFiles, readItem } from "./set-aside.ts";

interface SourceCall {
  access: Access;
  params: { id: string };
  query: { whole?: boolean };
  response: Response;
}

/** As much as a browser shows at once. */
const shownBytes = 256 * 1024;

/** Sends what is in quarantine as it came: its beginning as text in which nothing runs, or all, to download. */
export async function serveSource(
  deps: Pick<Deps, "db" | "files">,
  { access, params, query, response }: SourceCall,
): Promise<void> {
  const { name, size, open } = await getSource(deps, access, params.id);
  const isCut = !query.whole && size > shownBytes;
  const stream = open(isCut ? { start: 0, end: shownBytes - 1 } : undefined);
  // Bytes that are not there fail before the answer has begun.
  await once(stream, "readable");
  response.setHeader("content-type", query.whole ? "application/octet-stream" : "text/plain; charset=utf-8");
  response.setHeader("content-disposition", query.whole ? `attachment; filename="${name}"` : "inline");
  response.setHeader("content-security-policy", "default-src 'none'; sandbox");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("cache-control", "private, no-cache");
  await pipeline(stream, response, { end: false }).catch((error) => {
    if (!response.destroyed) throw error;
  });
  response.end(isCut ? `\n\n… ${size} bytes in all: download it to see the rest.\n` : undefined);
}

interface Source {
  name: string;
  size: number;
  open(range: { start: number; end: number } | undefined): Readable;
}

/** @throws AppError not_found */
async function getSource(deps: Pick<Deps, "db" | "files">, access: Access, id: string): Promise<Source> {
  const { rows } = await deps.db.execute<{ channelId: string; item: Buffer; raw: Buffer | null }>(sql`
    select channel_id as "channelId", item, raw from inbound
    where id = ${id} and set_aside = 'quarantined' and channel_id = any(${uuids(access.channelIds)}::uuid[])`);
  const [row] = rows;
  if (!row) throw notFound("item in quarantine");
  const taken = { channelId: row.channelId, item: readItem(row.item) };
  const [file] = row.raw ? [] : await findRawFiles(deps, [taken]);
  if (file) {
    const name = file.name.replace(/[^\w.-]/g, "_");
    return { name, size: file.size, open: (range) => deps.files.open(file.sha256, range) };
  }
  const bytes = row.raw ?? row.item;
  return {
    name: row.raw ? "source.txt" : "source.json",
    size: bytes.length,
    open: (range) => Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]),
  };
}
