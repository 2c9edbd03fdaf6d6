import { ConnectorError, type RecordedSound } from "../contract.ts";
import { ask, askLiving } from "./rest-errors.ts";
import type { RunningNumber } from "./running-number.ts";

/**
 * Lets the sound of a recording be kept, and then deletes it at Twilio where the settings say so.
 * @throws ConnectorError where it cannot be had whole
 */
export async function fetchRecording(
  running: RunningNumber,
  recordingSid: string,
  keep: (sound: RecordedSound) => Promise<void>,
): Promise<void> {
  const { client, context } = running;
  const { channels, status } = await ask(client.recordings(recordingSid).fetch());
  if (status !== "completed") throw new ConnectorError("unavailable", `The recording is still ${status}.`);
  await keep({ ...(await download(running, recordingSid)), channels: partiesIn(channels) });
  if (context.settings.deletesRecordings) await askLiving(client.recordings(recordingSid).remove());
}

/** A call's first channel is what its own party says: the caller. One channel alone is a message that was left. */
const partiesIn = (channels: number): RecordedSound["channels"] =>
  channels === 2 ? ["caller", "agent"] : ["caller"];

async function download(
  { context }: RunningNumber,
  recordingSid: string,
): Promise<Omit<RecordedSound, "channels">> {
  const { accountSid, authToken, apiUrl } = context.settings;
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  const address = `${apiUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}.wav`;
  const response = await fetch(address, { headers: { authorization: `Basic ${credentials}` } }).catch(
    (cause) => {
      throw new ConnectorError("unavailable", "Twilio could not be reached.", { cause });
    },
  );
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    const kind = response.status >= 500 ? "unavailable" : "rejected";
    throw new ConnectorError(kind, `The recording cannot be had: Twilio answered ${response.status}.`);
  }
  const contentType = response.headers.get("content-type") ?? "audio/x-wav";
  const size = Number(response.headers.get("content-length") ?? Number.NaN) || undefined;
  return { contentType, size, stream: response.body.pipeThrough(counted(size)) };
}

function counted(size: number | undefined): TransformStream<Uint8Array, Uint8Array> {
  let came = 0;
  return new TransformStream({
    transform(chunk, controller) {
      came += chunk.byteLength;
      controller.enqueue(chunk);
    },
    flush(controller) {
      if (size === undefined || came === size) return;
      const words = `The recording broke off: ${came} of ${size} bytes came.`;
      controller.error(new ConnectorError("unavailable", words));
    },
  });
}
