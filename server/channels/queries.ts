import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { channels, channelTeams } from "../../db/schema/channels.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";

type Row = typeof channels.$inferSelect;

export type ChannelWithTeams = Row & { teamIds: string[] };

export async function findRow(deps: Pick<Deps, "db">, id: string): Promise<Row | undefined> {
  const [row] = await deps.db.select().from(channels).where(eq(channels.id, id));
  return row;
}

export async function findEnabledRows(deps: Pick<Deps, "db">): Promise<Row[]> {
  return deps.db
    .select()
    .from(channels)
    .where(and(channels.isEnabled, isNull(channels.archivedAt)));
}

/** The channels that somebody is in charge of or works in, archived ones left out. */
export async function findChannels(
  deps: Pick<Deps, "db">,
  access: Access,
  ids: string[] = access.channelIds,
): Promise<ChannelWithTeams[]> {
  const seen = ids.filter((id) => access.channelIds.includes(id));
  return seen.length === 0 ? [] : findWhere(deps, inArray(channels.id, seen));
}

/** Those, and the channels of what somebody has to do with besides: conversations given to, or shared with, them. */
export async function findChannelsMet(deps: Pick<Deps, "db">, access: Access): Promise<ChannelWithTeams[]> {
  const { personId, channelIds } = access;
  return findWhere(
    deps,
    sql`(${channels.id} = any(${uuids(channelIds)}::uuid[]) or ${channels.id} in (
      select channel_id from conversations where assignee_id = ${personId}
      union select c.channel_id from conversations c join conversation_people cp on cp.conversation_id = c.id
        where cp.person_id = ${personId}))`,
  );
}

async function findWhere(deps: Pick<Deps, "db">, isWanted: SQL): Promise<ChannelWithTeams[]> {
  const rows = await deps.db
    .select({
      channel: channels,
      teamIds: sql<string[]>`array(select ${channelTeams.teamId} from ${channelTeams}
        where ${channelTeams.channelId} = ${channels.id} order by 1)`,
    })
    .from(channels)
    .where(and(isWanted, isNull(channels.archivedAt)))
    .orderBy(asc(channels.createdAt), asc(channels.id));
  return rows.map(({ channel, teamIds }) => ({ ...channel, teamIds }));
}

export async function getChannel(
  deps: Pick<Deps, "db">,
  access: Access,
  id: string,
): Promise<ChannelWithTeams> {
  const [channel] = await findChannels(deps, access, [id]);
  if (!channel) throw notFound("channel");
  return channel;
}
