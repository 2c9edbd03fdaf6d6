import type { ConnectorContext } from "../contract.ts";
import { createLimiter, type Limiter } from "./limiter.ts";
import { createOrigins, type Origins } from "./origins.ts";
import type { Settings } from "./settings.ts";

/** One running web chat: what all its parts share. */
export interface Chat {
  context: ConnectorContext<Settings>;
  origins: Origins;
  limits: {
    visitorMessages: Limiter;
    addressMessages: Limiter;
    addressVisitors: Limiter;
    visitorReads: Limiter;
    visitorSignals: Limiter;
    addressConnections: Limiter;
    visitorCalls: Limiter;
    addressCalls: Limiter;
    callSignals: Limiter;
    visitorPieces: Limiter;
    addressPieces: Limiter;
  };
}

const minute = 60_000;

export function createChat(context: ConnectorContext<Settings>): Chat {
  const { settings } = context;
  return {
    context,
    origins: createOrigins(settings.origins, context.publicUrl),
    limits: {
      visitorMessages: createLimiter(settings.messagesPerMinute, minute),
      addressMessages: createLimiter(settings.addressMessagesPerMinute, minute),
      addressVisitors: createLimiter(settings.addressVisitorsPerHour, 60 * minute),
      visitorReads: createLimiter(240, minute),
      visitorSignals: createLimiter(120, minute),
      addressConnections: createLimiter(Math.max(300, settings.addressMessagesPerMinute), minute),
      visitorCalls: createLimiter(settings.callsPerHour, 60 * minute),
      addressCalls: createLimiter(settings.addressCallsPerHour, 60 * minute),
      // Somebody with several people on the line, who all connect anew again and again.
      callSignals: createLimiter(600, minute),
      // One every two seconds, and what waited for a connection.
      visitorPieces: createLimiter(120, minute),
      addressPieces: createLimiter(1_200, minute),
    },
  };
}

/** What counts as one network address: an IPv6 subscriber has a whole /64. */
export function addressKey(ip: string): string {
  const mapped = ip.startsWith("::ffff:") ? ip.slice(7) : ip;
  if (!mapped.includes(":")) return mapped;
  return (mapped.split("::")[0] ?? "").split(":").slice(0, 4).join(":");
}
