import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { channels, channelTeams } from "../../db/schema/channels.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
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
  if (seen.length === 0) return [];
  const rows = await deps.db
    .select({
      channel: channels,
      teamIds: sql<string[]>`array(select ${channelTeams.teamId} from ${channelTeams}
        where ${channelTeams.channelId} = ${channels.id} order by 1)`,
    })
    .from(channels)
    .where(and(inArray(channels.id, seen), isNull(channels.archivedAt)))
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

export async function findThread(
  deps: Pick<Deps, "pool">,
  conversationId: string,
): Promise<{ channelId: string; thread: string } | undefined> {
  const { rows } = await deps.pool.query(
    `select channel_id as "channelId", thread from conversations where id = $1`,
    [conversationId],
  );
  return rows[0];
}
