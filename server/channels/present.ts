import type { Connector } from "../../connectors/contract.ts";
import type { Channel, ChannelSummary, ConnectorInfo } from "../contract/channels.ts";
import type { Deps } from "../lib/deps.ts";
import { authorisedAt } from "./authorised-at.ts";
import { findConnector } from "./find-connector.ts";
import type { ChannelWithTeams } from "./queries.ts";
import { formOf, openSecrets, type Values } from "./settings.ts";

export const presentConnector = (deps: Pick<Deps, "publicUrl">, connector: Connector): ConnectorInfo => ({
  id: connector.id,
  label: connector.label,
  summary: connector.summary,
  icon: connector.icon,
  settings: formOf(connector),
  letters: connector.letters ?? false,
  carriesCalls: connector.carriesCalls ?? false,
  reaches: connector.reaches ?? null,
  authorisedAt: connector.authorise ? authorisedAt(deps) : null,
});

export function presentSummary({ id, name, connector, isEnabled }: ChannelWithTeams): ChannelSummary {
  const known = findConnector(connector);
  return {
    id,
    name,
    connector,
    label: known?.label ?? connector,
    icon: known?.icon ?? "",
    isEnabled,
    letters: known?.letters ?? false,
    reaches: known?.reaches ?? null,
  };
}

/** `made` are secrets that were made by this very request: they are read back this once. */
export function presentChannel(deps: Deps, channel: ChannelWithTeams, made: Values = {}): Channel {
  const secretsSet = keysOfSecrets(deps, channel);
  const secrets = Object.fromEntries(secretsSet.map((key) => [key, null]));
  return {
    ...presentSummary(channel),
    settings: { ...channel.settings, ...secrets, ...made },
    secretsSet,
    rules: channel.rules,
    queueId: channel.queueId,
    callFlowId: channel.callFlowId,
    officeHours: channel.officeHours,
    teamIds: channel.teamIds,
    health: channel.health,
    healthDetail: channel.healthDetail,
    healthAt: iso(channel.healthAt),
    lastInboundAt: iso(channel.lastInboundAt),
    lastOutboundAt: iso(channel.lastOutboundAt),
    fetchedAt: iso(channel.fetchedAt),
    fetchLagMs: channel.fetchLagMs,
    fetchError: channel.fetchError,
    isPretend: findConnector(channel.connector)?.isPretend?.(channel.settings) ?? false,
    inboundUrl: `${deps.publicUrl}/api/v1/channels/${channel.id}/inbound`,
    guide: findConnector(channel.connector)?.guide?.({ id: channel.id, publicUrl: deps.publicUrl }) ?? [],
  };
}

/** None where they cannot be opened: they have to be entered again. */
function keysOfSecrets(deps: Deps, channel: ChannelWithTeams): string[] {
  try {
    return Object.keys(openSecrets(deps, channel)).sort();
  } catch {
    return [];
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null;
