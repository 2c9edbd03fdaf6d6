import type { ConnectorContext, ConnectorLog } from "../../connectors/contract.ts";
import { keepFile } from "../files/keep-file.ts";
import type { Deps } from "../lib/deps.ts";
import type { Lease } from "../lib/lease.ts";
import { channelState } from "./channel-state.ts";
import type { FetchReports } from "./fetch-reports.ts";
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
      const received = await ports.accept(channelId, inbound);
      lastSeen.note(channelId, "in");
      return received;
    },
    keepFile: (file) => keepFile(deps, file, { channelId }),
    timeline: (thread, after) => readTimeline(deps, channelId, thread, after),
    timelineItem: (thread, id) => findTimelineItem(deps, channelId, thread, id),
    openFile: (thread, fileId) => openThreadFile(deps, channelId, thread, fileId),
    live: (address) => ports.live(channelId, address),
    typing: (thread, isTyping) => ports.contactTyping(channelId, thread, isTyping),
    state: channelState(deps, channelId, parts.lease),
    sign: (text) => deps.sealer.sign(`channel:${channelId}`, text),
    report: (fetched) => fetchReports.note(channelId, scrub(fetched)),
    log: scrubbedLog(deps.log.child({ channelId, connector: channel.connector }), scrub),
  };
}

function scrubbedLog(log: ConnectorLog, scrub: Scrub): ConnectorLog {
  return {
    info: (fields, message) => log.info(scrub(fields), scrub(message)),
    warn: (fields, message) => log.warn(scrub(fields), scrub(message)),
    error: (fields, message) => log.error(scrub(fields), scrub(message)),
  };
}
