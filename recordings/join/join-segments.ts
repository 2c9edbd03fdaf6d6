import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { RecordingStore } from "../store/open-recording-store.ts";
import { silentAac } from "./aac.ts";
import { type Clock, layOnClock, type Sound } from "./lay-on-clock.ts";
import { layOutRuns } from "./lay-out-runs.ts";
import { silentOpus } from "./opus.ts";
import { silentPcm } from "./pcm.ts";
import { type Codec, inspectRun, readRun } from "./read-run.ts";
import { writeJoined } from "./write-joined.ts";

export interface Segment {
  /** As the store knows it. */
  segment: string;
  /** When its sound begins, on the call's clock. */
  startMs: number;
  /** What it has of these spans of the call's clock is left out, each packet that reaches into one. */
  without?: readonly Span[];
}

/** Null is the call's end. */
type Span = readonly [fromMs: number, toMs: number | null];

export interface JoinCall {
  segments: Segment[];
  /** The file is as long as this, whatever was recorded; without it as long as what was. */
  lengthMs?: number;
  /** Only one party was recorded. */
  isMono?: boolean;
  /** An empty one of the caller's, who removes it; it takes about twice the space of what was recorded. */
  folder: string;
}

/** A part of a segment without missing pieces, in a file. */
interface Run {
  path: string;
  codec: Codec;
  without: readonly Span[];
  /** Where the recorder's clock has its zero, in seconds of the call. */
  zero: number;
  startsAt: number;
}

/**
 * Joins what was recorded into one file on the call's clock, as it was encoded, and gives its path. Segments without a whole packet
 * are left out; if none is left, there is no file. Opus, AAC and PCM cannot stand in one file: a call in which two were recorded gives
 * a file for each, each on the whole call's clock and silent where the other sounds.
 */
export async function joinSegments(
  { store }: { store: RecordingStore },
  { segments, lengthMs, isMono, folder }: JoinCall,
): Promise<string[]> {
  const runs: Run[] = [];
  for (const segment of segments) {
    const own = await mkdtemp(join(folder, "segment-"));
    runs.push(...(await readRuns(store, { ...segment, isMono }, own)));
  }
  const paths: string[] = [];
  for (const alike of groupByCodec(runs.sort((a, b) => a.startsAt - b.startsAt))) {
    const codec = alike[0].codec;
    const clock = clockOf(codec, lengthMs);
    const path = join(folder, `joined-${paths.length}`);
    const stretches = alike.map((run) => soundsOf(run));
    await writeJoined(path, codec, layOnClock(stretches, clock));
    paths.push(path);
  }
  return paths;
}

async function readRuns(
  store: RecordingStore,
  { segment, startMs, without = [], isMono }: Segment & Pick<JoinCall, "isMono">,
  folder: string,
): Promise<Run[]> {
  const runs: Run[] = [];
  let zero = startMs / 1000;
  for (const { path, from } of await layOutRuns(store, segment, folder)) {
    const facts = await inspectRun(path, isMono);
    if (!facts) continue;
    // A segment begins with its first packet, at whatever time its recorder begins to count; later runs go on counting.
    if (from === 0) zero -= facts.startsAt;
    runs.push({ path, codec: facts.codec, without, zero, startsAt: zero + facts.startsAt });
  }
  return runs;
}

function groupByCodec(runs: Run[]): [Run, ...Run[]][] {
  const groups: [Run, ...Run[]][] = [];
  for (const run of runs) {
    const group = groups.find(([first]) => isDeepStrictEqual(first.codec, run.codec));
    if (group) group.push(run);
    else groups.push([run]);
  }
  return groups;
}

function clockOf({ name, rate, channels }: Codec, lengthMs = Number.POSITIVE_INFINITY): Clock {
  const silence = {
    opus: silentOpus,
    aac: (samples: number) => silentAac(samples, channels),
    "pcm-s16": (samples: number) => silentPcm(samples, channels),
  }[name];
  return { rate, length: Math.round((lengthMs / 1000) * rate), silence };
}

async function* soundsOf({ path, codec, without, zero }: Run): AsyncGenerator<Sound> {
  for await (const { at, ...packet } of readRun(path)) {
    const begin = zero + at;
    const end = begin + packet.samples / codec.rate;
    if (without.some((span) => reachesInto(span, begin * 1000, end * 1000))) continue;
    yield { ...packet, at: Math.round(begin * codec.rate) };
  }
}

const reachesInto = ([fromMs, toMs]: Span, beginMs: number, endMs: number) =>
  beginMs < (toMs ?? Number.POSITIVE_INFINITY) && endMs > fromMs;
