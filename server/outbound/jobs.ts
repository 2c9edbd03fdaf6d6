import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { createFollowUp } from "./follow-up.ts";
import type { Route } from "./route.ts";
import { createSayBounced } from "./say-sent-on.ts";
import { createSender } from "./send-interactions.ts";

export interface OutboundPorts {
  /** How to send through a channel from this node now. */
  findRoute(channelId: string): Promise<Route>;
  onSent(channelId: string): void;
}

export const outboundJobs = (deps: Deps, ports: OutboundPorts): JobHandlers => ({
  sendInteraction: createSender(deps, ports),
  followUp: createFollowUp(deps, ports),
  sayFollowUpBounced: createSayBounced(deps),
});
