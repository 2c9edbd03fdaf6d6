import { sql } from "drizzle-orm";
import type { Why } from "../contract/conversations.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";

/** Why an interaction is where it is; for what people wrote themselves there is nothing to say. */
export async function explain(
  deps: Pick<Deps, "db">,
  { access, interactionId }: { access: Access; interactionId: string },
): Promise<Why> {
  const { rows } = await deps.db.execute<{ why: Why | null }>(sql`
    select i.why from interactions i join conversations c on c.id = i.conversation_id
    where i.id = ${interactionId} and ${canSeeSql(access)}`);
  const [row] = rows;
  if (!row) throw notFound("interaction");
  return row.why ?? { thread: [], contact: [], routing: [] };
}
