import { sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import { hashToken, newToken } from "../people/secret-token.ts";

/** A new one-time token for the set-up page, in place of the one before; undefined once the hub is set up. */
export async function createSetupToken(deps: Pick<Deps, "db">): Promise<string | undefined> {
  const token = newToken();
  const { rowCount } = await deps.db.execute(sql`
    insert into workspace (is_only, setup_token_hash) values (true, ${hashToken(token)})
    on conflict (is_only) do update set setup_token_hash = excluded.setup_token_hash, updated_at = now()
    where workspace.set_up_at is null`);
  return rowCount === 1 ? token : undefined;
}
