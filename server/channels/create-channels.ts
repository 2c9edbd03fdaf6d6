import type {
  Connector,
  Inbound,
  InboundUnreadable,
  LastVoice,
  LiveDoor,
  LiveSignal,
  RunningChannel,
  Voice,
} from "../../connectors/contract.ts";
import { registry } from "../../connectors/registry.ts";
import { lastPosition } from "../events/queries.ts";
import { type Tail, tailEvents } from "../events/tail.ts";
import { createKeeper } from "../files/create-keeper.ts";
import type { Door } from "../http/front.ts";
import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { outboundJobs } from "../outbound/jobs.ts";
import { createDoor } from "./door.ts";
import { createFetchReports } from "./fetch-reports.ts";
import { findLastVoice } from "./find-last-voice.ts";
import { findRoute } from "./find-route.ts";
import { createLastSeen } from "./last-seen.ts";
import type { ChannelPorts } from "./ports.ts";
import { createVoiceReceiver, type ReceiveVoice } from "./receive-voice.ts";
import { reread } from "./reread.ts";
import type { RunTimes } from "./run-channel.ts";
import { createRunner } from "./runner.ts";
import { createVerifier } from "./verify-senders.ts";

export interface Channels {
  start(): Promise<void>;
  stop(): Promise<void>;
  running(channelId: string): RunningChannel | undefined;
  /** What people's browsers connect to for the channels that there are. */
  browserOrigins(): string[];
  /** Answers under `/api/v1/channels/:id/inbound`. */
  door: Door;
  /** Waits for a change of the channel that is under way. */
  liveDoor(channelId: string): Promise<LiveDoor | undefined>;
  /** What carries a channel's calls, while it runs here. */
  voiceOf(channelId: string): Voice | undefined;
  /** What can be asked of a carrier whose channel does not run here. */
  lastVoiceOf(channelId: string): Promise<LastVoice | undefined>;
  receiveVoice: ReceiveVoice;
  /** Tells the contact's browsers, where the channel has such, that somebody inside types or has read. */
  notifyThread(address: { channelId: string; thread: string }, signal: LiveSignal): void;
  jobs: JobHandlers;
  /** Has a connector read once more what it could not. @throws AppError with why it still cannot be read */
  reread(channelId: string, unreadable: InboundUnreadable): Promise<Inbound>;
}

export interface ChannelOptions extends ChannelPorts {
  /** What can be connected; the registry unless said. */
  connectors?: readonly Connector[];
  times?: Partial<RunTimes>;
}

/** Runs the enabled channels of the workspace on this node and follows what people change about them. */
export function createChannels(
  deps: Deps,
  { connectors = registry, times, ...ports }: ChannelOptions,
): Channels {
  const lastSeen = createLastSeen(deps);
  const fetchReports = createFetchReports(deps);
  const keepFile = createKeeper(deps);
  const parts = { connectors, ports, lastSeen, fetchReports, keepFile };
  const runner = createRunner(deps, { ...parts, times });
  const running = (channelId: string) => runner.find(channelId)?.running();
  const voiceOf = (channelId: string) => running(channelId)?.voice;
  let tail: Tail | undefined;

  return {
    async start() {
      const from = await lastPosition(deps);
      await runner.startAll();
      tail = await tailEvents(deps, {
        from,
        types: ["channel.created", "channel.updated"],
        onBatch(events) {
          for (const { data } of events) runner.renew(data.channelId);
        },
      });
    },
    async stop() {
      await tail?.stop();
      await runner.stopAll();
      await lastSeen.stop();
      await fetchReports.stop();
    },
    running,
    browserOrigins: () => [
      ...new Set(runner.all().flatMap(({ connector }) => connector.browserOrigins ?? [])),
    ],
    door: createDoor(deps, runner.find),
    async liveDoor(channelId) {
      await runner.settled(channelId);
      return running(channelId)?.live;
    },
    voiceOf,
    lastVoiceOf: (channelId) => findLastVoice(deps, parts, channelId),
    receiveVoice: createVoiceReceiver(deps, voiceOf),
    notifyThread({ channelId, thread }, signal) {
      try {
        running(channelId)?.live?.notify?.(thread, signal);
      } catch (err) {
        // Ephemeral: nobody waits for it, and nothing may end for it.
        deps.log.warn({ err }, "A contact's browser could not be told");
      }
    },
    reread: (...what) => reread(deps, parts, ...what),
    jobs: {
      ...outboundJobs(deps, {
        findRoute: (channelId) => findRoute(deps, runner.find, channelId),
        onSent: (channelId) => lastSeen.note(channelId, "out"),
      }),
      verifySenders: createVerifier(deps, connectors),
    },
  };
}
