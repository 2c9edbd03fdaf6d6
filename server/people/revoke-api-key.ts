import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "../../db/schema/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";

export async function revokeApiKey(
  deps: Pick<Deps, "db" | "clock">,
  { access, id }: { access: Access; id: string },
): Promise<void> {
  const revoked = await deps.db
    .update(apiKeys)
    .set({ revokedAt: deps.clock.now() })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.personId, access.personId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  if (revoked.length === 0) throw notFound("API key");
}
