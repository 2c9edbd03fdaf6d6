import { and, eq, isNull, like, sql } from "drizzle-orm";
import { callFlowSounds, callFlows } from "../../../db/schema/call-flows.ts";
import { files } from "../../../db/schema/conversations.ts";
import { workspace } from "../../../db/schema/workspace.ts";
import type { OfficeHours } from "../../contract/workspace.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";

type Needs = Pick<Deps, "db">;
export type CallFlowRow = typeof callFlows.$inferSelect;
export interface Sound {
  id: string;
  name: string;
}

const { id, name, version, updatedAt, nodes } = callFlows;

/** By name, without archived ones. */
export function listCallFlows({ db }: Needs) {
  const nodeCount = sql<number>`(select count(*)::int from jsonb_object_keys(${nodes}))`;
  return db
    .select({ id, name, version, updatedAt, nodeCount })
    .from(callFlows)
    .where(isNull(callFlows.archivedAt))
    .orderBy(sql`${name} collate "und-x-icu"`, id);
}

/** @throws AppError `not_found`, also for an archived one. */
export async function getCallFlow(
  { db }: Needs,
  callFlowId: string,
): Promise<{ row: CallFlowRow; sounds: Sound[] }> {
  const [row] = await db
    .select()
    .from(callFlows)
    .where(and(eq(id, callFlowId), isNull(callFlows.archivedAt)));
  if (!row) throw notFound("call flow");
  const sounds = await db
    .select({ id: files.id, name: files.name })
    .from(callFlowSounds)
    .innerJoin(files, eq(files.id, callFlowSounds.fileId))
    .where(eq(callFlowSounds.callFlowId, callFlowId))
    .orderBy(files.name, files.id);
  return { row, sounds };
}

/** Also one that its flow names no longer, as calls go on with the flow as it was. Never what was said in a conversation. */
export async function findSound(
  { db }: Needs,
  fileId: string,
): Promise<{ contentType: string; size: number; sha256: string } | undefined> {
  const [file] = await db
    .select({ contentType: files.contentType, size: files.size, sha256: files.sha256 })
    .from(files)
    .where(and(eq(files.id, fileId), isNull(files.interactionId), like(files.contentType, "audio/%")));
  return file;
}

/** The workspace's; null is round the clock. */
export async function findOfficeHours({ db }: Needs): Promise<OfficeHours | null> {
  const [row] = await db.select({ officeHours: workspace.officeHours }).from(workspace);
  return row?.officeHours ?? null;
}
