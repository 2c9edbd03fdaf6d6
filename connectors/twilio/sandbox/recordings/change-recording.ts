import type { Exchange } from "../exchange.ts";
import type { Recording } from "./recording.ts";

/** Pauses or goes on. In a pause the file is silent, or where it is skipped, without that time. */
export function changeRecording(
  exchange: Exchange,
  recording: Recording,
  status: "in-progress" | "paused",
  pause: "silence" | "skip",
): void {
  if (recording.status === status) return;
  const now = exchange.clock.now();
  const open = recording.spans.at(-1);
  if (open && open.to === undefined) open.to = now;
  const isSilent = status === "paused";
  if (!isSilent || pause === "silence") recording.spans.push({ from: now, to: undefined, isSilent });
  recording.status = status;
  recording.updatedAt = now;
}
