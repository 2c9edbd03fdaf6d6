import { EncodedPacketSink, type InputAudioTrack } from "mediabunny";
import { bytesOfFile, type OpenTrack, openTrack } from "../audio-bytes.ts";
import { RecordingError } from "../recording-error.ts";
import { aacSamples, isKnownAac } from "./aac.ts";
import { opusRate, opusSamples } from "./opus.ts";
import { pcmBytes } from "./pcm.ts";

/** What must be the same for packets to stand in one file. */
export type Codec =
  | { name: "opus"; rate: number; channels: 1 | 2 }
  | { name: "pcm-s16"; rate: number; channels: number }
  | { name: "aac"; rate: number; channels: number; description: Uint8Array };

interface RunFacts {
  codec: Codec;
  /** Seconds on the recorder's own clock. */
  startsAt: number;
}

/** Undefined where no whole packet is found, or none that can be laid on a clock. */
export async function inspectRun(path: string, isMono = false): Promise<RunFacts | undefined> {
  try {
    using opened = await openTrack(await bytesOfFile(path));
    const codec = await unlessDamaged(opened, () => codecOf(opened.track, isMono));
    const first = await unlessDamaged(opened, () => new EncodedPacketSink(opened.track).getFirstPacket());
    return codec && first ? { codec, startsAt: first.timestamp } : undefined;
  } catch (error) {
    if (error instanceof RecordingError && error.problem === "notAudio") return undefined;
    throw error;
  }
}

async function codecOf(track: InputAudioTrack, isMono: boolean): Promise<Codec | undefined> {
  const config = await track.getDecoderConfig();
  const description = new Uint8Array((config?.description ?? []) as ArrayBufferLike);
  // More than two channels come with a mapping of their own (RFC 7845 §5.1.1).
  if (track.codec === "opus")
    return description[18] ? undefined : { name: "opus", rate: opusRate, channels: isMono ? 1 : 2 };
  const { sampleRate: rate, numberOfChannels: channels } = track;
  if (track.codec === "pcm-s16") return { name: "pcm-s16", rate, channels };
  const isKnown = track.codec === "aac" && isKnownAac(config?.codec, channels);
  return isKnown ? { name: "aac", rate, channels, description } : undefined;
}

/** Whole packets, with the seconds that the recorder stamped them with. */
export async function* readRun(
  path: string,
): AsyncGenerator<{ data: Uint8Array; samples: number; at: number }> {
  using opened = await openTrack(await bytesOfFile(path));
  const samplesIn = counterOf(opened.track);
  const sink = new EncodedPacketSink(opened.track);
  // One after the other: reading ahead would fail, where a recorder broke off, before all that is whole is read.
  let packet = await unlessDamaged(opened, () => sink.getFirstPacket());
  while (packet) {
    const { data, timestamp } = packet;
    const samples = samplesIn(data);
    if (samples) yield { data, samples, at: timestamp };
    const last = packet;
    packet = await unlessDamaged(opened, () => sink.getNextPacket(last));
  }
}

function counterOf({ codec, numberOfChannels }: InputAudioTrack): (packet: Uint8Array) => number | undefined {
  if (codec === "opus") return opusSamples;
  return codec === "pcm-s16"
    ? (packet) => Math.floor(packet.byteLength / pcmBytes / numberOfChannels)
    : () => aacSamples;
}

async function unlessDamaged<T>(opened: OpenTrack, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (opened.isDamage(error)) return undefined;
    throw error;
  }
}
