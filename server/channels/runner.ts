import { setTimeout as delay } from "node:timers/promises";
import type { Connector } from "../../connectors/contract.ts";
import type { KeepFile } from "../files/create-keeper.ts";
import type { Deps } from "../lib/deps.ts";
import type { FetchReports } from "./fetch-reports.ts";
import { setHealth } from "./health.ts";
import type { LastSeen } from "./last-seen.ts";
import type { ChannelPorts } from "./ports.ts";
import { findEnabledRows, findRow } from "./queries.ts";
import { type ChannelRow, type ChannelRun, type RunTimes, runChannel } from "./run-channel.ts";

export type FindRun = (channelId: string) => ChannelRun | undefined;

export interface Runner {
  find: FindRun;
  /** Whatever is enabled, whether it runs or not. */
  all(): ChannelRun[];
  /** Resolves when no change of the channel is under way, and it runs or has failed to. */
  settled(channelId: string): Promise<void>;
  /** Starts every enabled channel; does not wait long for a slow one. */
  startAll(): Promise<void>;
  /** Starts a channel anew with what is kept of it now, or stops it. */
  renew(channelId: string): void;
  stopAll(): Promise<void>;
}

const patienceMs = 3_000;

interface Parts {
  connectors: readonly Connector[];
  ports: ChannelPorts;
  lastSeen: LastSeen;
  fetchReports: FetchReports;
  keepFile: KeepFile;
  times?: Partial<RunTimes>;
}

export function createRunner(deps: Deps, { connectors, ...parts }: Parts): Runner {
  const runs = new Map<string, ChannelRun>();
  /** Changes of one channel follow each other. */
  const changes = new Map<string, Promise<void>>();
  let isStopping = false;

  async function launch(channel: ChannelRow): Promise<ChannelRun | undefined> {
    const connector = connectors.find(({ id }) => id === channel.connector);
    if (!connector) {
      deps.log.error(
        { channelId: channel.id, connector: channel.connector },
        "A channel's connector is not there",
      );
      await setHealth(deps, channel.id, "down", `There is no connector ${channel.connector}.`);
      return undefined;
    }
    const run = runChannel(deps, { channel, connector, ...parts });
    runs.set(channel.id, run);
    return run;
  }

  async function change(channelId: string) {
    await runs.get(channelId)?.stop();
    const channel = isStopping ? undefined : await findRow(deps, channelId);
    const mayRun = channel?.isEnabled && !channel.archivedAt;
    const run = mayRun ? await launch(channel) : undefined;
    if (!run) runs.delete(channelId);
    if (channel && !mayRun) await setHealth(deps, channelId, "off");
    // Only then, so that browsers find what they come for.
    void Promise.resolve(run?.tried)
      .then(() => parts.ports.renewPipes(channelId))
      .catch((err) =>
        deps.log.error({ err, channelId }, "A changed channel's browsers could not be told to come again"),
      );
  }

  return {
    find: (channelId) => runs.get(channelId),
    all: () => [...runs.values()],
    async settled(channelId) {
      do {
        await changes.get(channelId);
        await runs.get(channelId)?.tried;
      } while (changes.has(channelId));
    },
    async startAll() {
      const launched = await Promise.all((await findEnabledRows(deps)).map(launch));
      const tried = Promise.all(launched.map((run) => run?.tried));
      await Promise.race([tried, delay(patienceMs, undefined, { ref: false })]);
    },
    renew(channelId) {
      const before = changes.get(channelId) ?? Promise.resolve();
      const after = before
        .then(() => change(channelId))
        .catch((err) => deps.log.error({ err, channelId }, "A change to a channel did not take effect"))
        .finally(() => {
          if (changes.get(channelId) === after) changes.delete(channelId);
        });
      changes.set(channelId, after);
    },
    async stopAll() {
      isStopping = true;
      await Promise.all(changes.values());
      await Promise.all([...runs.values()].map((run) => run.stop()));
      runs.clear();
    },
  };
}
