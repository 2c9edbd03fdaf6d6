import { type CallRef, ConnectorError } from "../../contract.ts";
import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { tellRecording } from "./tell-recording.ts";

const inTheMaking = ["in-progress", "paused", "stopped", "processing"];

/** All that Twilio has of a call, whether or not it was told. @throws ConnectorError while some is not there yet */
export async function tellRecordings(running: RunningNumber, { externalId }: CallRef): Promise<void> {
  const all = (await askLiving(running.client.calls(externalId).recordings.list())) ?? [];
  for (const { sid, status, source, startTime, duration } of all)
    if (status === "completed")
      await tellRecording(running, externalId, { sid, source, startTime, duration });
  if (all.some(({ status }) => inTheMaking.includes(status)))
    throw new ConnectorError("unavailable", "A recording of this call is still being made.");
}
