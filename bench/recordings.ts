import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { layOnClock, type Sound } from "../recordings/join/lay-on-clock.ts";
import { opusRate, silentOpus } from "../recordings/join/opus.ts";
import { readRun } from "../recordings/join/read-run.ts";
import { writeJoined } from "../recordings/join/write-joined.ts";
import { newOwner } from "../recordings/store/key.ts";
import { openRecordingStore } from "../recordings/store/open-recording-store.ts";
import { tone, wavFile } from "../recordings/test-sound.ts";
import { startChild } from "./child.ts";
import { type Bench, type Figure, limitFigure } from "./figure.ts";

const fixture = join(import.meta.dirname, "../recordings/fixtures/first.webm");
const minutes = 60;
const [mostMegabytes, mostSeconds] = [250, 30];

/** Memory and processor time of a whole process that does nothing else; beside it, of one that only has the code loaded. */
export const hourOfSound: Bench = {
  name: "recordings of 60 minutes",
  async run({ dataDir }) {
    await writeWebm(join(dataDir, "hour.webm"));
    await writeWav(join(dataDir, "hour.wav"));
    const segment = await keepAsPieces(dataDir);
    const nothing = await measure("nothing");
    return [
      ...figures("peaks of 60 minutes, Opus in WebM", await measure("peaks", dataDir, "hour.webm"), nothing),
      ...figures(
        "peaks of 60 minutes, WAV of two channels",
        await measure("peaks", dataDir, "hour.wav"),
        nothing,
      ),
      ...figures("60 minutes of pieces to one file", await measure("join", dataDir, segment), nothing),
    ];
  },
};

interface Measured {
  seconds: number;
  megabytes: number;
}

async function measure(...task: string[]): Promise<Measured> {
  const child = await startChild("recordings-child.ts", ...task);
  await child.stop();
  return JSON.parse(child.said);
}

const figures = (name: string, measured: Measured, nothing: Measured): Figure[] => [
  limitFigure(`${name}: memory`, measured.megabytes, "MB", mostMegabytes, nothing.megabytes),
  limitFigure(`${name}: processor time`, measured.seconds, "s", mostSeconds, nothing.seconds),
];

/** What a browser recorded, over and over. */
export async function writeWebm(path: string): Promise<void> {
  const length = minutes * 60 * opusRate;
  const clock = { rate: opusRate, length, silence: silentOpus };
  await writeJoined(
    path,
    { name: "opus", rate: opusRate, channels: 2 },
    layOnClock([overAndOver(length)], clock),
  );
}

async function* overAndOver(length: number): AsyncGenerator<Sound> {
  const packets: { data: Uint8Array; samples: number }[] = [];
  for await (const packet of readRun(fixture)) packets.push(packet);
  for (let at = 0; at < length; ) {
    for (const { data, samples } of packets) {
      yield { data, samples, at };
      at += samples;
    }
  }
}

/** As Twilio records both sides of a call. */
async function writeWav(path: string): Promise<void> {
  const rate = 8_000;
  const second = wavFile("pcm-s16", rate, 2, tone([440, 1000], rate, 1));
  const head = Buffer.from(second.subarray(0, 44));
  const size = (second.byteLength - 44) * minutes * 60;
  head.writeUInt32LE(36 + size, 4);
  head.writeUInt32LE(size, 40);
  const seconds = Array.from({ length: minutes * 60 }, () => second.subarray(44));
  await pipeline(Readable.from([head, ...seconds]), createWriteStream(path));
}

async function keepAsPieces(dataDir: string): Promise<string> {
  const store = openRecordingStore({ folder: dataDir, owner: newOwner() });
  const segment = store.newSegment();
  let number = 0;
  for await (const bytes of createReadStream(join(dataDir, "hour.webm"), { highWaterMark: 16_384 })) {
    await store.addPiece({ segment, number: number++, bytes });
  }
  return segment;
}
