import type { Exchange } from "../exchange.ts";
import { makeSid } from "../sid.ts";
import type { Sound } from "../sound/sound.ts";
import type { Endpoint } from "../webhooks/send-webhook.ts";
import { tellRecording } from "./tell-recording.ts";

export type RecordingEvent = "in-progress" | "completed" | "absent";

export interface Recording {
  sid: string;
  callSid: string;
  conferenceSid: string | undefined;
  status: "in-progress" | "paused" | "stopped" | "processing" | "completed" | "absent";
  source: "DialVerb" | "Conference" | "OutboundAPI" | "RecordVerb" | "StartCallRecordingAPI";
  track: "inbound" | "outbound" | "both";
  createdAt: number;
  updatedAt: number;
  /** What each of its channels hears. */
  channels: Sound[];
  /** The stretches of time of which the file is made, one behind the other; the last one is open while it runs. */
  spans: { from: number; to: number | undefined; isSilent: boolean }[];
  callback: (Endpoint & { events: RecordingEvent[] }) | undefined;
}

type Given = Pick<Recording, "callSid" | "source" | "channels" | "callback"> &
  Partial<Pick<Recording, "conferenceSid" | "track">>;

export function startRecording(exchange: Exchange, given: Given): Recording {
  const now = exchange.clock.now();
  const recording: Recording = {
    sid: makeSid("RE"),
    conferenceSid: undefined,
    track: "both",
    ...given,
    status: "in-progress",
    createdAt: now,
    updatedAt: now,
    spans: [{ from: now, to: undefined, isSilent: false }],
  };
  exchange.recordings.set(recording.sid, recording);
  tellRecording(exchange, recording, "in-progress");
  return recording;
}

export const isRunning = ({ status }: Recording) => status === "in-progress" || status === "paused";

export const durationMs = (exchange: Exchange, recording: Recording) =>
  recording.spans.reduce((sum, { from, to }) => sum + (to ?? exchange.clock.now()) - from, 0);
