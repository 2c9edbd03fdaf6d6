import type { CallRef, RecordState } from "../../contract.ts";
import { ask, askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";

/**
 * Records the caller's own call: what they say, and what they hear. So nothing is in it that is whispered to somebody else. What
 * is so already stays so.
 */
export async function record(
  { at, client }: RunningNumber,
  { externalId }: CallRef,
  state: RecordState,
): Promise<void> {
  const recordings = client.calls(externalId).recordings;
  const all = (await askLiving(recordings.list())) ?? [];
  const running = all.find(({ status }) => status === "in-progress" || status === "paused");
  if (!running) {
    if (state !== "on") return;
    await ask(
      recordings.create({
        recordingChannels: "dual",
        recordingTrack: "both",
        // Else its clock would not be the call's.
        trim: "do-not-trim",
        recordingStatusCallback: at("/recording"),
        recordingStatusCallbackEvent: ["completed"],
      }),
    );
    return;
  }
  const change = client.calls(externalId).recordings(running.sid);
  if (state === "off") await askLiving(change.update({ status: "stopped" }));
  else if (state === "paused" && running.status !== "paused")
    await ask(change.update({ status: "paused", pauseBehavior: "silence" }));
  else if (state === "on" && running.status !== "in-progress")
    await ask(change.update({ status: "in-progress" }));
}
