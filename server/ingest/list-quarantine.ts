import { sql } from "drizzle-orm";
import type { Quarantined } from "../contract/channels.ts";
import type { Page } from "../contract/common.ts";
import { cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import { cut, storable } from "../lib/plain-text.ts";
import { iso, uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";

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

/** What was set aside in the channels that one sees, latest first. */
export async function listQuarantine(
  deps: Pick<Deps, "db">,
  { access, cursor, limit }: { access: Access; cursor?: string; limit: number },
): Promise<Page<Quarantined>> {
  const after = readCursor(cursor)?.id ?? null;
  const { rows } = await deps.db.execute<Row>(sql`
    select id, channel_id, external_id, reason, attempts, received_at, item from inbound
    where set_aside = 'quarantined' and channel_id = any(${uuids(access.channelIds)}::uuid[])
      and (${after}::uuid is null or id < ${after}::uuid)
    order by id desc limit ${limit + 1}`);
  const page = cutPage(
    rows.map((row) => ({ ...row, at: null })),
    limit,
  );
  return { items: page.rows.map(present), ...(page.next && { next: page.next }) };
}

const present = (row: Row): Quarantined => ({
  id: row.id,
  channelId: row.channel_id,
  externalId: row.external_id,
  reason: row.reason ?? "",
  attempts: row.attempts,
  receivedAt: iso(row.received_at),
  preview: previewOf(row.item),
});

/** Whatever the item holds: what was set aside may be broken in any way. */
function previewOf(bytes: Buffer): string {
  const whole = bytes.toString("utf8");
  try {
    const item: unknown = JSON.parse(whole);
    if (typeof item === "object" && item && "text" in item && typeof item.text === "string") {
      return cut(storable(item.text), 200);
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return cut(storable(whole), 200);
}
