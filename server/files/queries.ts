import { type SQL, sql } from "drizzle-orm";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";

export type ServedFile = { name: string; contentType: string; size: number; sha256: string };

/**
 * A file of a conversation that somebody sees, one of theirs not sent yet, or a sound of a call flow, for who may read
 * those. @throws AppError not_found
 */
export async function getFile(deps: Pick<Deps, "db">, access: Access, id: string): Promise<ServedFile> {
  const { rows } = await deps.db.execute<ServedFile>(sql`
    select f.name, f.content_type as "contentType", f.size, f.sha256 from files f
    left join interactions i on i.id = f.interaction_id
    left join conversations c on c.id = i.conversation_id
    where f.id = ${id} and (case when f.interaction_id is null then f.uploaded_by = ${access.personId}
      else ${canSeeSql(access)} end ${isSoundSql(access)})`);
  if (!rows[0]) throw notFound("file");
  return rows[0];
}

const isSoundSql = ({ role }: Access): SQL =>
  role === "agent" ? sql`` : sql`or exists (select from call_flow_sounds s where s.file_id = f.id)`;
