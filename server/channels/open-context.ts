import type { Connector, ConnectorContext } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import { type ContextParts, connectorContext } from "./connector-context.ts";
import type { ChannelRow } from "./run-channel.ts";
import { createScrub, type Scrub } from "./scrub.ts";
import { openSettings, secretKeys, type Values } from "./settings.ts";

/** What opens a channel that does not run. */
export type OpenParts = Pick<ContextParts, "ports" | "lastSeen" | "fetchReports" | "keepFile"> & {
  connectors: readonly Connector[];
};

interface Opening extends Omit<ContextParts, "settings" | "scrub"> {
  channel: ChannelRow;
  connector: Connector;
}

/** What a connector gets of the hub for a channel as it is kept, and what hides its secrets. @throws AppError where they cannot be opened */
export function openContext(
  deps: Deps,
  { connector, ...parts }: Opening,
): { context: ConnectorContext<Values>; scrub: Scrub } {
  const settings = openSettings(deps, connector, parts.channel);
  const scrub = createScrub(secretKeys(connector).map((key) => settings[key]));
  return { context: connectorContext(deps, { ...parts, settings, scrub }), scrub };
}
