import { sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import { Item } from "./inbound-schema.ts";

/** As it stands in the ledger; undefined where that is broken, as what was set aside may be in any way. */
export function readItem(bytes: Buffer): Item | undefined {
  try {
    return Item.safeParse(JSON.parse(bytes.toString("utf8"))).data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

export interface RawFile {
  id: string;
  channelId: string;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
}

/** The whole of each as it came, where that is a file of its channel; in their order. */
export async function findRawFiles(
  deps: Pick<Deps, "db">,
  taken: readonly { channelId: string; item: Item | undefined }[],
): Promise<(RawFile | undefined)[]> {
  const ids = taken.map(({ item }) => rawFileId(item));
  const { rows } = await deps.db.execute<RawFile & Record<string, unknown>>(sql`
    select id, channel_id as "channelId", name, content_type as "contentType", size, sha256 from files
    where id = any(${uuids(ids.filter((id) => id !== undefined))}::uuid[])`);
  const byId = new Map(rows.map((file) => [file.id, file]));
  return taken.map(({ channelId }, at) => {
    const file = byId.get(ids[at] ?? "");
    return file?.channelId === channelId ? file : undefined;
  });
}

function rawFileId(item: Item | undefined): string | undefined {
  const files = item?.type === "message" || item?.type === "unreadable" ? item.files : undefined;
  return files?.find(({ place }) => place === "raw")?.id;
}
