import { type ConnectorContext, ConnectorError, type ConnectorLog } from "../../connectors/contract.ts";
import { soundUrl } from "../calls/flows/sound-url.ts";
import type { KeepFile } from "../files/create-keeper.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Lease } from "../lib/lease.ts";
import { channelState } from "./channel-state.ts";
import type { FetchReports } from "./fetch-reports.ts";
import { isChannelOpen } from "./is-channel-open.ts";
import type { LastSeen } from "./last-seen.ts";
import type { ChannelPorts } from "./ports.ts";
import type { Scrub } from "./scrub.ts";
import type { Values } from "./settings.ts";
import { findTimelineItem, openThreadFile, readTimeline } from "./thread-view.ts";

export interface ContextParts {
  channel: { id: string; connector: string };
  settings: Values;
  scrub: Scrub;
  ports: ChannelPorts;
  lastSeen: LastSeen;
  fetchReports: FetchReports;
  keepFile: KeepFile;
  lease: Lease | undefined;
}

/** All that a connector gets of the hub, bound to its channel. */
export function connectorContext(deps: Deps, parts: ContextParts): ConnectorContext<Values> {
  const { channel, ports, lastSeen, fetchReports, scrub } = parts;
  const channelId = channel.id;
  return {
    channelId,
    settings: parts.settings,
    publicUrl: deps.publicUrl,
    async receive(inbound) {
      const received = await ports.accept(channelId, inbound).catch(refuse);
      lastSeen.note(channelId, "in");
      return received;
    },
    keepFile: (file) => parts.keepFile(file, { channelId }),
    timeline: (thread, after) => readTimeline(deps, channelId, thread, after),
    timelineItem: (thread, id) => findTimelineItem(deps, channelId, thread, id),
    openFile: (thread, fileId) => openThreadFile(deps, channelId, thread, fileId),
    live: (address) => ports.live(channelId, address),
    calls: ports.calls(channelId),
    person: ports.person,
    soundUrl: async (fileId) => soundUrl(deps, fileId),
    isOpen: () => isChannelOpen(deps, channelId),
    typing: (thread, isTyping) => ports.contactTyping(channelId, thread, isTyping),
    state: channelState(deps, channelId, parts.lease),
    sign: (text) => deps.sealer.sign(`channel:${channelId}`, text),
    report: (fetched) => fetchReports.note(channelId, scrub(fetched)),
    log: scrubbedLog(deps.log.child({ channelId, connector: channel.connector }), scrub),
  };
}

/** What has no agreed shape has none the next time either; anything else is worth another try. */
function refuse(error: unknown): never {
  if (!(error instanceof AppError) || (error.code !== "invalid" && error.code !== "too_large")) throw error;
  const fields = Object.entries(error.fields ?? {}).map(([path, words]) => `${path}: ${words}`);
  throw new ConnectorError("rejected", [error.message, ...fields].join(" "), { cause: error });
}

function scrubbedLog(log: ConnectorLog, scrub: Scrub): ConnectorLog {
  return {
    info: (fields, message) => log.info(scrub(fields), scrub(message)),
    warn: (fields, message) => log.warn(scrub(fields), scrub(message)),
    error: (fields, message) => log.error(scrub(fields), scrub(message)),
  };
}
