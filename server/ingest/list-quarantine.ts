import { buffer } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import type { Glance } from "../../connectors/contract.ts";
import type { Quarantined } from "../contract/channels.ts";
import type { Page } from "../contract/common.ts";
import { cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import { cut, storable } from "../lib/plain-text.ts";
import { iso, uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import type { Item } from "./inbound-schema.ts";
import { findRawFiles, type RawFile, readItem } from "./set-aside.ts";

interface Row {
  [column: string]: unknown;
  id: string;
  channel_id: string;
  external_id: string;
  reason: string | null;
  attempts: number;
  received_at: string;
  item: Buffer;
}

/** What a file says of itself by its beginning. */
export type LookAt = (contentType: string, beginning: Uint8Array) => Glance | undefined;

/** Of what is longer only this much is looked at: a page of them must not fill the memory. */
const longestRead = 1024 * 1024;
const glancedBytes = 64 * 1024;

/** What was set aside in the channels that one sees, latest first. */
export async function listQuarantine(
  deps: Pick<Deps, "db" | "files" | "log">,
  { access, cursor, limit }: { access: Access; cursor?: string; limit: number },
  lookAt: LookAt = () => undefined,
): Promise<Page<Quarantined>> {
  const after = readCursor(cursor)?.id ?? null;
  const { rows } = await deps.db.execute<Row>(sql`
    select id, channel_id, external_id, reason, attempts, received_at,
      substring(item from 1 for ${longestRead}) as item from inbound
    where set_aside = 'quarantined' and channel_id = any(${uuids(access.channelIds)}::uuid[])
      and (${after}::uuid is null or id < ${after}::uuid)
    order by id desc limit ${limit + 1}`);
  const page = cutPage(
    rows.map((row) => ({ ...row, at: null })),
    limit,
  );
  const taken = page.rows.map((row) => ({ row, channelId: row.channel_id, item: readItem(row.item) }));
  const rawFiles = await findRawFiles(deps, taken);
  const items = await Promise.all(
    taken.map(({ row, item }, at) => present(deps, { row, item, rawFile: rawFiles[at] }, lookAt)),
  );
  return { items, ...(page.next && { next: page.next }) };
}

interface Taken {
  row: Row;
  item: Item | undefined;
  rawFile: RawFile | undefined;
}

async function present(
  deps: Pick<Deps, "files" | "log">,
  { row, item, rawFile }: Taken,
  lookAt: LookAt,
): Promise<Quarantined> {
  const { from, subject, sentAt } =
    item?.type === "unreadable" ? await look(deps, row.id, rawFile, lookAt) : told(item);
  return {
    id: row.id,
    channelId: row.channel_id,
    externalId: row.external_id,
    reason: row.reason ?? "",
    attempts: row.attempts,
    receivedAt: iso(row.received_at),
    from: from ?? null,
    subject: subject === undefined ? null : cut(storable(subject), 200),
    sentAt: sentAt ?? null,
    preview: previewOf(item, row.item),
  };
}

const told = (item: Item | undefined): Glance =>
  item?.type === "message" ? { from: item.envelope?.from, subject: item.subject, sentAt: item.sentAt } : {};

/** What broke the reading of the whole may break this, too; the rest is listed all the same. */
async function look(
  deps: Pick<Deps, "files" | "log">,
  inboundId: string,
  rawFile: RawFile | undefined,
  lookAt: LookAt,
): Promise<Glance> {
  if (!rawFile) return {};
  try {
    const beginning = deps.files.open(rawFile.sha256, { start: 0, end: glancedBytes - 1 });
    return lookAt(rawFile.contentType, await buffer(beginning)) ?? {};
  } catch (err) {
    deps.log.warn({ err, inboundId }, "What is in quarantine could not be looked at");
    return {};
  }
}

/** Whatever it holds: what was set aside may be broken in any way. */
function previewOf(item: Item | undefined, bytes: Buffer): string {
  if (item?.type === "message") return cut(storable(item.text), 200);
  return item ? "" : cut(storable(bytes.subarray(0, 1000).toString("utf8")), 200);
}
