import type { Exchange } from "../exchange.ts";
import type { Track } from "../sound/track.ts";
import { DocumentError } from "../twiml/document.ts";
import { followFrom } from "../twiml/follow-from.ts";
import { promptVerbs } from "../twiml/prompt-verbs.ts";
import type { Endpoint } from "../webhooks/send-webhook.ts";
import type { Conference, Participant } from "./conference.ts";
import { tell } from "./tell.ts";

/** Plays a document to one participant, or to all, and tells when that is done. */
export async function announce(
  exchange: Exchange,
  conference: Conference,
  to: Participant | undefined,
  from: Endpoint,
): Promise<void> {
  const listener = to ?? conference.participants[0];
  if (!listener) return;
  const { call } = listener;
  const out: Track = to ? call.ear : conference.announcements;
  const signal = listener.released.signal;
  const about = { AnnounceUrl: from.url, ...(to ? { CallSid: call.sid } : {}) };
  const fields = () => ({
    AccountSid: exchange.accountSid,
    ConferenceSid: conference.sid,
    FriendlyName: conference.name,
    ...about,
  });
  try {
    await followFrom({ exchange, call, out, signal, verbs: promptVerbs, fields }, from);
    tell(exchange, conference, "announcement-end", about);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof DocumentError)) throw error;
    tell(exchange, conference, "announcement-fail", { ...about, ReasonAnnouncementFailed: error.message });
  }
}
