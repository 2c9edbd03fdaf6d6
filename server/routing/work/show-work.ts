import { sql } from "drizzle-orm";
import type { WorkItem } from "../../contract/work.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { canSeeSql } from "../../permissions/can-see.ts";
import { findWork } from "./queries.ts";

/** The open work of a conversation. @throws AppError not_found when the conversation is not there or not theirs. */
export async function showWorkOf(
  deps: Pick<Deps, "db">,
  { access, conversationId }: { access: Access; conversationId: string },
): Promise<WorkItem | undefined> {
  const { rows } = await deps.db.execute(
    sql`select from conversations c where c.id = ${conversationId} and ${canSeeSql(access)}`,
  );
  if (rows.length === 0) throw notFound("conversation");
  const [item] = await findWork(deps, sql`w.conversation_id = ${conversationId} and w.state <> 'done'`);
  return item;
}
