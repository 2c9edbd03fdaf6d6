import { setTimeout as delay } from "node:timers/promises";
import { type Connector, ConnectorError, type RunningChannel } from "../../connectors/contract.ts";
import type { channels } from "../../db/schema/channels.ts";
import type { KeepFile } from "../files/create-keeper.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Lease, type LeaseTimes, takeLease } from "../lib/lease.ts";
import type { FetchReports, Latest } from "./fetch-reports.ts";
import { setHealth } from "./health.ts";
import type { LastSeen } from "./last-seen.ts";
import { openContext } from "./open-context.ts";
import type { ChannelPorts } from "./ports.ts";
import { createScrub, type Scrub } from "./scrub.ts";
import { startConnector } from "./start-connector.ts";
import { within } from "./within.ts";

export type ChannelRow = typeof channels.$inferSelect;

export interface RunParts {
  channel: ChannelRow;
  connector: Connector;
  ports: ChannelPorts;
  lastSeen: LastSeen;
  fetchReports: FetchReports;
  keepFile: KeepFile;
  times?: Partial<RunTimes>;
}

export interface RunTimes {
  retryMs: number;
  lookMs: number;
  silenceMs: number;
  lease: LeaseTimes;
}

export interface ChannelRun {
  channel: ChannelRow;
  connector: Connector;
  running(): RunningChannel | undefined;
  /** Why it does not run here, in a sentence. */
  detail(): string;
  scrub: Scrub;
  /** Resolves when it runs, has failed once, or waits for another node. */
  tried: Promise<void>;
  stop(): Promise<void>;
}

const startLimitMs = 30_000;
const longestRetryMs = 120_000;
const lookEveryMs = 60_000;
const looksPerCheck = 5;
/** A mailbox drops a connection now and then; only when it gives nothing for so long are people told. */
const longestSilenceMs = 600_000;

/** Keeps one channel running on this node until it is stopped: starts it again, after ever longer waits, when it fails. */
export function runChannel(
  deps: Deps,
  { channel, connector, ports, lastSeen, fetchReports, keepFile, times }: RunParts,
): ChannelRun {
  const stopping = new AbortController();
  const tried = Promise.withResolvers<void>();
  let running: RunningChannel | undefined;
  let scrub = createScrub([]);
  let detail = "It is starting.";

  async function keepRunning() {
    for (let failures = 0; !stopping.signal.aborted; ) {
      const lease = await takeTurn();
      if (stopping.signal.aborted) return lease?.release();
      try {
        running = await start(lease);
        failures = 0;
        await report("up", null);
        await untilEnded(running, lease);
      } catch (error) {
        failures++;
        await fail(error);
      }
      await end(lease);
      if (failures > 0) await pause(failures);
    }
  }

  async function takeTurn(): Promise<Lease | undefined> {
    if (!connector.holdsConnection) return undefined;
    detail = "It runs on another node.";
    const taken = takeLease(deps, leaseOf(channel.id), stopping.signal, times?.lease);
    await Promise.race([taken, delay(1_000, undefined, { ref: false })]);
    tried.resolve();
    return taken;
  }

  async function start(lease: Lease | undefined): Promise<RunningChannel> {
    const opened = openContext(deps, { channel, connector, ports, lastSeen, fetchReports, keepFile, lease });
    scrub = opened.scrub;
    const starting = startConnector(deps, connector, opened.context);
    try {
      return await within(startLimitMs, "It did not start within 30 seconds.", starting);
    } catch (error) {
      // One that starts after all must not go on behind our back.
      starting.then((late) => late.stop()).catch(() => {});
      throw error;
    }
  }

  /** Looks now and then whether it still works; that says how the channel is, and leaves it running. */
  async function untilEnded(started: RunningChannel, lease: Lease | undefined) {
    const ended = lease ? AbortSignal.any([stopping.signal, lease.ended]) : stopping.signal;
    const startedAt = deps.clock.now();
    for (let nth = 1; !ended.aborted; nth++) {
      await delay(times?.lookMs ?? lookEveryMs, undefined, { signal: ended }).catch(() => {});
      if (ended.aborted) return;
      const fetched = fetchReports.latest(channel.id);
      if (fetched) {
        const silence = silenceOf(fetched, startedAt, deps.clock.now(), times?.silenceMs ?? longestSilenceMs);
        await report(silence ? "down" : "up", silence ?? null);
      } else if (nth % looksPerCheck === 0) await check(started);
    }
  }

  async function check(started: RunningChannel) {
    if (started.check)
      await within(startLimitMs, "It does not answer.", started.check()).then(
        () => report("up", null),
        (error) => report("down", scrub(wordsOf(error))),
      );
  }

  async function fail(error: unknown) {
    deps.log.error(
      { err: scrub(error), channelId: channel.id },
      "A channel failed; it will be started again",
    );
    await report("down", scrub(wordsOf(error)));
  }

  async function end(lease: Lease | undefined) {
    const ending = running;
    running = undefined;
    try {
      await ending?.stop();
    } catch (error) {
      deps.log.error({ err: scrub(error), channelId: channel.id }, "A channel did not stop cleanly");
    }
    await lease?.release();
  }

  async function report(health: "up" | "down", words: string | null) {
    detail = words ?? "";
    await setHealth(deps, channel.id, health, words).catch((err) =>
      deps.log.warn({ err, channelId: channel.id }, "How a channel is could not be kept"),
    );
    tried.resolve();
  }

  const pause = (failures: number) =>
    delay(Math.min((times?.retryMs ?? 1_000) * 2 ** (failures - 1), longestRetryMs), undefined, {
      signal: stopping.signal,
    }).catch(() => {});

  const done = keepRunning();
  return {
    channel,
    connector,
    running: () => running,
    detail: () => detail,
    get scrub() {
      return scrub;
    },
    tried: tried.promise,
    async stop() {
      stopping.abort();
      await done;
      tried.resolve();
    },
  };
}

function silenceOf({ fetchedAt, error }: Latest, startedAt: Date, now: Date, longestMs: number) {
  const sinceMs = now.getTime() - Math.max(fetchedAt?.getTime() ?? 0, startedAt.getTime());
  if (sinceMs < longestMs) return undefined;
  const minutes = Math.floor(sinceMs / 60_000);
  return `Nothing could be fetched for ${minutes} minutes.${error ? ` ${error}` : ""}`;
}

export const leaseOf = (channelId: string): string => `channel:${channelId}`;

/** Providers' own words and our own sentences are for admins; anything else is a bug, whose place is the log. */
export function wordsOf(error: unknown): string {
  if (error instanceof ConnectorError || error instanceof AppError) return error.message;
  return error instanceof Error ? `The connector failed: ${error.message}` : "The connector failed.";
}
