import { apiKeys } from "../../db/schema/people.ts";
import type { Scope } from "../contract/endpoint.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import type { ApiKeyRow } from "./queries.ts";
import { hashToken, newToken } from "./secret-token.ts";

/** A key that acts as the person who makes it; it is shown this once. */
export async function createApiKey(
  deps: Pick<Deps, "db">,
  { access, name, scopes }: { access: Access; name: string; scopes: Scope[] },
): Promise<{ row: ApiKeyRow; key: string }> {
  const key = `sb_${newToken()}`;
  const [row] = await deps.db
    .insert(apiKeys)
    .values({
      name,
      prefix: key.slice(0, 9),
      keyHash: hashToken(key),
      scopes: [...new Set(scopes)],
      personId: access.personId,
    })
    .returning();
  if (row === undefined) throw new Error("An inserted key was not returned.");
  return { row, key };
}
