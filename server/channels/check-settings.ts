import {
  type ChannelState,
  type Connector,
  type ConnectorContext,
  ConnectorError,
  type RunningChannel,
} from "../../connectors/contract.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { checkState } from "./check-state.ts";
import { refuseCalls } from "./refuse-calls.ts";
import { wordsOf } from "./run-channel.ts";
import { createScrub } from "./scrub.ts";
import { secretKeys, type Values } from "./settings.ts";
import { startConnector } from "./start-connector.ts";
import { within } from "./within.ts";

const limitMs = 20_000;

type CheckDeps = Pick<Deps, "publicUrl" | "log" | "sealer" | "isAlone">;

export interface Checked {
  channelId: string;
  settings: Values;
  /** What lasts goes there. */
  state: ChannelState;
}

/** Starts the connector aside, with nothing reaching the hub, and lets it prove its settings. @throws AppError with the provider's words */
export async function checkSettings(deps: CheckDeps, connector: Connector, checked: Checked): Promise<void> {
  const { settings } = checked;
  const scrub = createScrub(secretKeys(connector).map((key) => settings[key]));
  let running: RunningChannel | undefined;
  try {
    running = await within(
      limitMs,
      "It did not answer.",
      startConnector(deps, connector, contextAside(deps, checked)),
    );
    await within(limitMs, "It did not answer.", running.check?.() ?? Promise.resolve());
  } catch (error) {
    if (!(error instanceof ConnectorError))
      deps.log.error({ err: scrub(error) }, "Settings could not be checked");
    throw new AppError("invalid", `The settings do not work. ${scrub(wordsOf(error))}`);
  } finally {
    await running?.stop();
  }
}

function contextAside(
  { publicUrl, log, sealer }: CheckDeps,
  { channelId, settings, state }: Checked,
): ConnectorContext<Values> {
  const onlyChecked = "The channel is only being checked.";
  const refuse = async () => {
    throw new ConnectorError("unavailable", onlyChecked);
  };
  return {
    channelId,
    settings,
    publicUrl,
    receive: refuse,
    keepFile: refuse,
    timeline: async () => [],
    timelineItem: async () => undefined,
    openFile: async () => undefined,
    live: () => ({ send: () => {} }),
    calls: refuseCalls(onlyChecked),
    person: () => ({ send: () => {} }),
    soundUrl: refuse,
    isOpen: async () => false,
    typing: () => {},
    state: checkState(state),
    sign: (text) => sealer.sign(`channel:${channelId}`, text),
    report: () => {},
    log: log.child({ channelId, isCheck: true }),
  };
}
