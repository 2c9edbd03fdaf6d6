import { and, desc, eq, getTableColumns, gt, isNull, sql } from "drizzle-orm";
import { accessLinks, apiKeys, people } from "../../db/schema/people.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { hashToken } from "./secret-token.ts";

type Read = Pick<Deps, "db">;
export type PersonRow = typeof people.$inferSelect & {
  teamIds: string[];
  skills: { skillId: string; level: number }[];
};
export type AccessLinkRow = typeof accessLinks.$inferSelect;
export type ApiKeyRow = typeof apiKeys.$inferSelect;

const columns = {
  ...getTableColumns(people),
  teamIds: sql<
    string[]
  >`array(select team_id from team_members tm where tm.person_id = ${people.id} order by 1)`,
  skills: sql<{ skillId: string; level: number }[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('skillId', ps.skill_id, 'level', ps.level) order by ps.skill_id), '[]')
    from person_skills ps where ps.person_id = ${people.id})`,
};

/** By name; those removed too, since what they wrote is still there. */
export async function listPeople({ db }: Read): Promise<PersonRow[]> {
  return db.select(columns).from(people).orderBy(sql`${people.name} collate "und-x-icu"`, people.id);
}

/** @throws AppError `not_found`. */
export async function getPerson({ db }: Read, personId: string): Promise<PersonRow> {
  const [row] = await db.select(columns).from(people).where(eq(people.id, personId));
  if (row === undefined) throw notFound("person");
  return row;
}

export interface TeamRow {
  id: string;
  name: string;
  memberIds: string[];
}

export async function listTeams({ db }: Read, teamId?: string): Promise<TeamRow[]> {
  const only = teamId === undefined ? sql`true` : sql`t.id = ${teamId}`;
  const { rows } = await db.execute<{ id: string; name: string; member_ids: string[] }>(sql`
    select t.id, t.name, array(select person_id from team_members tm where tm.team_id = t.id order by 1) as member_ids
    from teams t where ${only} order by t.name collate "und-x-icu", t.id`);
  return rows.map((row) => ({ id: row.id, name: row.name, memberIds: row.member_ids }));
}

/** @throws AppError `not_found`. */
export async function getTeam(deps: Read, teamId: string): Promise<TeamRow> {
  const [row] = await listTeams(deps, teamId);
  if (row === undefined) throw notFound("team");
  return row;
}

export async function listInvitations({ db }: Read): Promise<AccessLinkRow[]> {
  return db
    .select()
    .from(accessLinks)
    .where(and(eq(accessLinks.kind, "invitation"), isUsable()))
    .orderBy(desc(accessLinks.createdAt), desc(accessLinks.id));
}

/** A link that opens something still. @throws AppError `not_found`. */
export async function getUsableLink({ db }: Read, token: string): Promise<AccessLinkRow> {
  const [row] = await db
    .select()
    .from(accessLinks)
    .where(and(eq(accessLinks.tokenHash, hashToken(token)), isUsable()));
  if (row === undefined) throw deadLink();
  return row;
}

export const isUsable = () => and(isNull(accessLinks.usedAt), gt(accessLinks.expiresAt, sql`now()`));

export const deadLink = (): AppError =>
  new AppError("not_found", "This link was used already or is too old. Ask for a new one.");

export async function listApiKeys({ db }: Read, personId: string): Promise<ApiKeyRow[]> {
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.personId, personId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}
