import type { Deps } from "../lib/deps.ts";
import type { Route } from "../outbound/route.ts";
import { findConnector } from "./find-connector.ts";
import { findRow } from "./queries.ts";
import { leaseOf } from "./run-channel.ts";
import type { FindRun } from "./runner.ts";

/** How to send through a channel from this node now. */
export async function findRoute(deps: Deps, find: FindRun, channelId: string): Promise<Route> {
  const run = find(channelId);
  const running = run?.running();
  if (run && running) {
    if (!running.send) return { way: "closed", reason: `${run.channel.name} takes no answers.` };
    return {
      way: "open",
      send: (message) => running.send?.(message) ?? Promise.resolve({}),
      refusesDuplicates: run.connector.refusesDuplicates,
      letters: run.connector.letters ?? false,
      scrub: run.scrub,
    };
  }
  if (run?.connector.holdsConnection && (await isHeld(deps, channelId))) return { way: "elsewhere" };
  const channel = await findRow(deps, channelId);
  if (!channel || channel.archivedAt) return { way: "closed", reason: "The channel was archived." };
  if (!channel.isEnabled) return { way: "closed", reason: `${channel.name} is switched off.` };
  return {
    way: "down",
    reason: [`${channel.name} does not run.`, run?.detail()].filter(Boolean).join(" "),
    refusesDuplicates: (run?.connector ?? findConnector(channel.connector))?.refusesDuplicates ?? false,
  };
}

async function isHeld(deps: Deps, channelId: string): Promise<boolean> {
  const { rowCount } = await deps.pool.query("select from leases where name = $1 and expires_at > now()", [
    leaseOf(channelId),
  ]);
  return rowCount === 1;
}
