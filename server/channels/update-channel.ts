import { and, eq } from "drizzle-orm";
import { channels, channelTeams } from "../../db/schema/channels.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { announceQueues } from "../routing/queues/announce-queues.ts";
import { namedBy, refuseUnknown } from "../routing/refuse-unknown.ts";
import { bindCallFlow } from "./bind-call-flow.ts";
import { channelState } from "./channel-state.ts";
import { checkSettings } from "./check-settings.ts";
import type { NewChannel } from "./create-channel.ts";
import { findConnector } from "./find-connector.ts";
import { refuseOthers, refuseUnknownTeams } from "./may-change.ts";
import { type ChannelWithTeams, getChannel } from "./queries.ts";
import { openSecrets, parseSettings, sealSecrets, type Values } from "./settings.ts";

/**
 * Changes what is given; nodes that run the channel start it anew. New settings are checked first.
 * @returns the secrets that were made because somebody emptied them
 */
export async function updateChannel(
  deps: Deps,
  {
    access,
    id,
    teamIds,
    settings,
    queueId,
    callFlowId,
    ...values
  }: Partial<Omit<NewChannel, "connector">> & { access: Access; id: string },
): Promise<{ made: Values }> {
  refuseOthers(access);
  const channel = await getChannel(deps, access, id);
  if (teamIds) await refuseUnknownTeams(deps, teamIds);
  const next = settings && (await nextSettings(deps, channel, settings));
  const isBound = queueId !== undefined || callFlowId !== undefined;
  const isOnlyBound = isBound && !teamIds && !settings && Object.keys(values).length === 0;
  await transact(deps, async (tx) => {
    if (queueId !== undefined) await feedQueue(tx, { access, channel, queueId });
    if (callFlowId !== undefined) await bindCallFlow(tx, { channel, callFlowId, actorId: access.personId });
    // By its own event it would start anew.
    if (isOnlyBound) return;
    // Settings were put together from what was read: a change in between would be lost.
    const changed = await tx.db
      .update(channels)
      .set({ ...values, ...next?.columns, updatedAt: deps.clock.now() })
      .where(and(eq(channels.id, id), eq(channels.updatedAt, channel.updatedAt)))
      .returning({ id: channels.id });
    if (changed.length === 0)
      throw new AppError("conflict", "Somebody else changed this channel just now. Look again.");
    if (teamIds) await replaceTeams(tx, id, teamIds);
    tx.append({ type: "channel.updated", actorId: access.personId, data: { channelId: id } });
  });
  return { made: next?.made ?? {} };
}

/** Queues show which channels feed them, so that is theirs to announce. */
async function feedQueue(
  tx: Tx,
  { access, channel, queueId }: { access: Access; channel: ChannelWithTeams; queueId: string | null },
) {
  await refuseUnknown(tx, namedBy("queue", queueId ? [queueId] : [], "queueId"));
  await tx.db.update(channels).set({ queueId }).where(eq(channels.id, channel.id));
  const changed = [channel.queueId, queueId].filter((id) => id !== null);
  await announceQueues(tx, changed, access.personId);
}

async function nextSettings(deps: Deps, channel: ChannelWithTeams, given: Values) {
  const connector = findConnector(channel.connector);
  if (!connector) throw new AppError("conflict", `There is no connector ${channel.connector} any more.`);
  const kept = { settings: channel.settings, secrets: keptSecrets(deps, channel, given) };
  const { settings, secrets, made } = parseSettings(connector, given, kept);
  await checkSettings(deps, connector, {
    channelId: channel.id,
    settings: { ...settings, ...secrets },
    state: channelState(deps, channel.id, undefined),
  });
  return { columns: { settings, secrets: sealSecrets(deps, secrets) }, made };
}

/** Secrets that cannot be opened any more are no hindrance to entering new ones. */
function keptSecrets(deps: Deps, channel: ChannelWithTeams, given: Values): Values {
  try {
    return openSecrets(deps, channel);
  } catch (error) {
    if (Object.values(given).some((value) => typeof value === "string" && value !== "")) return {};
    throw error;
  }
}

async function replaceTeams(tx: Tx, channelId: string, teamIds: string[]) {
  await tx.db.delete(channelTeams).where(eq(channelTeams.channelId, channelId));
  if (teamIds.length === 0) return;
  await tx.db.insert(channelTeams).values([...new Set(teamIds)].map((teamId) => ({ channelId, teamId })));
}
