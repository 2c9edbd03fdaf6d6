import { sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
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

/** The whole of it as it came, where that is a file of its own. */
export async function findRawFile(deps: Pick<Deps, "db">, channelId: string, item: Item | undefined) {
  const files = item?.type === "message" || item?.type === "unreadable" ? item.files : undefined;
  const id = files?.find(({ place }) => place === "raw")?.id;
  if (!id) return undefined;
  const { rows } = await deps.db.execute<{
    name: string;
    contentType: string;
    size: number;
    sha256: string;
  }>(sql`
    select name, content_type as "contentType", size, sha256 from files
    where id = ${id} and channel_id = ${channelId}`);
  return rows[0];
}
