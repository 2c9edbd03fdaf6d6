import { channels, channelTeams } from "../../db/schema/channels.ts";
import { newId } from "../../db/schema/columns.ts";
import type { ChannelRules } from "../contract/channels.ts";
import type { OfficeHours } from "../contract/workspace.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { namedBy, refuseUnknown } from "../routing/refuse-unknown.ts";
import { refuseUnfitCallFlow } from "./bind-call-flow.ts";
import { checkSettings } from "./check-settings.ts";
import { keepStateAside, stateAside } from "./check-state.ts";
import { defaultRules } from "./default-rules.ts";
import { keepTry, takeEarlierTry } from "./earlier-tries.ts";
import { findConnector } from "./find-connector.ts";
import { refuseOthers, refuseUnknownTeams } from "./may-change.ts";
import { parseSettings, sealSecrets, type Values } from "./settings.ts";

export interface NewChannel {
  connector: string;
  name: string;
  settings: Values;
  rules?: ChannelRules;
  queueId?: string | null;
  callFlowId?: string | null;
  officeHours?: OfficeHours | null;
  teamIds?: string[];
  isEnabled?: boolean;
}

/**
 * Connects a channel, once its settings have proved to work.
 * @returns its id, and the secrets that were made for it because nobody gave any
 */
export async function createChannel(
  deps: Deps,
  { access, teamIds = [], ...input }: NewChannel & { access: Access },
): Promise<{ id: string; made: Values }> {
  refuseOthers(access);
  const connector = findConnector(input.connector);
  if (!connector)
    throw new AppError("invalid", "Some fields are not right.", { fields: { connector: "is not known" } });
  const { settings, secrets, made } = parseSettings(connector, input.settings);
  await refuseUnknownTeams(deps, teamIds);
  const all = { ...settings, ...secrets };
  const attempt = takeEarlierTry(deps, connector, all) ?? { channelId: newId(), state: new Map() };
  const { channelId: id, state } = attempt;
  try {
    await checkSettings(deps, connector, { channelId: id, settings: all, state: stateAside(state) });
    await transact(deps, async (tx) => {
      await refuseUnknown(tx, namedBy("queue", input.queueId ? [input.queueId] : [], "queueId"));
      await refuseUnfitCallFlow(tx, connector.id, input.callFlowId ?? null);
      await tx.db.insert(channels).values({
        id,
        connector: connector.id,
        letters: connector.letters ?? false,
        name: input.name,
        settings,
        secrets: sealSecrets(deps, secrets),
        rules: input.rules ?? defaultRules,
        queueId: input.queueId ?? null,
        callFlowId: input.callFlowId ?? null,
        officeHours: input.officeHours ?? null,
        isEnabled: input.isEnabled ?? true,
      });
      await keepStateAside(tx, id, state);
      if (teamIds.length > 0) {
        await tx.db
          .insert(channelTeams)
          .values([...new Set(teamIds)].map((teamId) => ({ channelId: id, teamId })));
      }
      tx.append({ type: "channel.created", actorId: access.personId, data: { channelId: id } });
    });
  } catch (error) {
    keepTry(deps, connector, all, attempt);
    throw error;
  }
  return { id, made };
}
