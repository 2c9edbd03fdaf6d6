import type { Exchange } from "../exchange.ts";
import { durationMs, isRunning, type Recording } from "./recording.ts";
import { tellRecording } from "./tell-recording.ts";

const processingMs = 1000;

/** Ends a recording; a moment later its file is there. One that has ended stays as it is. */
export function finishRecording(exchange: Exchange, recording: Recording): void {
  if (!isRunning(recording)) return;
  const now = exchange.clock.now();
  const open = recording.spans.at(-1);
  if (open && open.to === undefined) open.to = now;
  recording.status = "processing";
  recording.updatedAt = now;
  exchange.clock.after(processingMs, () => {
    recording.status = durationMs(exchange, recording) > 0 ? "completed" : "absent";
    recording.updatedAt = exchange.clock.now();
    tellRecording(exchange, recording, recording.status);
  });
}
