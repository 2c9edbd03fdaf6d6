import { sql } from "drizzle-orm";
import type { Scope } from "../contract/endpoint.ts";
import type { Deps } from "../lib/deps.ts";
import { hashToken } from "./secret-token.ts";

/** A key that still opens something: not revoked, and its person not removed. */
export async function findApiKey(
  deps: Pick<Deps, "db">,
  key: string,
): Promise<{ personId: string; scopes: Scope[] } | undefined> {
  const { rows } = await deps.db.execute<{
    id: string;
    person_id: string;
    scopes: Scope[];
    is_stale: boolean;
  }>(
    sql`select k.id, k.person_id, k.scopes,
      coalesce(k.last_used_at < now() - interval '1 minute', true) as is_stale
    from api_keys k join people p on p.id = k.person_id
    where k.key_hash = ${hashToken(key)} and k.revoked_at is null and p.removed_at is null`,
  );
  const row = rows[0];
  if (row?.is_stale)
    await deps.db.execute(sql`update api_keys set last_used_at = now() where id = ${row.id}`);
  return row && { personId: row.person_id, scopes: row.scopes };
}
