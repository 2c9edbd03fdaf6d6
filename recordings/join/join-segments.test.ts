import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bytesOfFile } from "../audio-bytes.ts";
import { inspectRecording } from "../inspect-recording.ts";
import { keepCall } from "../keep-call.ts";
import { newOwner } from "../store/key.ts";
import { openRecordingStore, type RecordingStore } from "../store/open-recording-store.ts";
import { recordAac } from "../test-aac.ts";
import { fixture, keepPieces, loudest, loudness, samplesOf, tones } from "../test-sound.ts";
import { joinSegments, type Segment } from "./join-segments.ts";
import { readRun } from "./read-run.ts";

let root: string;
let store: RecordingStore;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "switchboard-join-"));
  store = openRecordingStore({ folder: join(root, "store"), owner: newOwner() });
});
afterEach(() => rm(root, { recursive: true }));

async function joined(lengthMs: number, ...segments: Segment[]) {
  const folder = await mkdtemp(join(root, "work-"));
  const paths = await joinSegments({ store }, { segments, lengthMs, folder });
  return Promise.all(
    paths.map(async (path) => ({ path, facts: await inspectRecording(await bytesOfFile(path)) })),
  );
}

async function soundOf(path: string) {
  const { rate, channels } = await samplesOf(await bytesOfFile(path));
  const [left = new Float32Array(), right = new Float32Array()] = channels;
  return {
    hears([lowHz, highHz]: readonly [number, number], from: number, to: number) {
      expect(loudness(left, rate, lowHz, from, to)).toBeGreaterThan(0.3);
      expect(loudness(right, rate, highHz, from, to)).toBeGreaterThan(0.3);
      expect(loudness(left, rate, highHz, from, to)).toBeLessThan(0.03);
      expect(loudness(right, rate, lowHz, from, to)).toBeLessThan(0.03);
    },
    isSilent(from: number, to: number) {
      expect(Math.max(loudest(left, rate, from, to), loudest(right, rate, from, to))).toBeLessThan(0.001);
    },
  };
}

test("several runs of recorders become one file on the call's clock, with silence between", async () => {
  const [first, second] = [
    await keepPieces(store, await fixture("first.webm")),
    await keepPieces(store, await fixture("second.webm")),
  ];
  const files = await joined(10_000, { segment: first, startMs: 1_000 }, { segment: second, startMs: 6_000 });
  expect(files.map(({ facts }) => facts)).toEqual([
    { container: "webm", codec: "opus", channels: 2, sampleRate: 48_000, seconds: expect.closeTo(10, 1) },
  ]);
  const sound = await soundOf(files[0]!.path);
  sound.isSilent(0, 0.95);
  sound.hears(tones.first, 1.1, 3.3);
  sound.isSilent(3.7, 5.95);
  sound.hears(tones.second, 6.1, 8.3);
  sound.isSilent(8.7, 9.9);
});

test("Opus from MP4 and from WebM stand in one file", async () => {
  const [first, second] = [
    await keepPieces(store, await fixture("first.mp4")),
    await keepPieces(store, await fixture("second.webm")),
  ];
  const files = await joined(6_000, { segment: first, startMs: 0 }, { segment: second, startMs: 3_000 });
  expect(files).toHaveLength(1);
  expect(files[0]!.facts).toMatchObject({ container: "webm", codec: "opus" });
  const sound = await soundOf(files[0]!.path);
  sound.hears(tones.first, 0.1, 2.3);
  sound.hears(tones.second, 3.1, 5.3);
});

test("segments are laid by when they began, in whatever order they come; of an overlap the earlier stays", async () => {
  const [first, second] = [
    await keepPieces(store, await fixture("first.webm")),
    await keepPieces(store, await fixture("second.webm")),
  ];
  const [file] = await joined(5_000, { segment: second, startMs: 1_500 }, { segment: first, startMs: 0 });
  expect(file!.facts.seconds).toBeCloseTo(5, 1);
  const sound = await soundOf(file!.path);
  sound.hears(tones.first, 0.1, 2.3);
  sound.hears(tones.second, 2.7, 3.8);
  sound.isSilent(4.3, 4.9);
});

test("a segment that broke off is used up to its last whole packet, wherever it broke", async () => {
  for (const name of ["first.webm", "first.mp4"] as const) {
    const whole = await fixture(name);
    const packets = await packetsIn(whole);
    for (const share of [0.25, 0.5, 0.77]) {
      const broken = await packetsIn(whole.subarray(0, Math.round(whole.byteLength * share)));
      expect(broken.length).toBeGreaterThan(packets.length * share - 3);
      expect(broken).toEqual(packets.slice(0, broken.length));
    }
  }
});

async function packetsIn(bytes: Uint8Array) {
  const segment = await keepPieces(store, bytes);
  const [file] = await joined(2_000, { segment, startMs: 0 });
  const packets: string[] = [];
  for await (const { data } of readRun(file!.path)) {
    if (data.byteLength > 8) packets.push(Buffer.from(data).toString("hex"));
  }
  return packets;
}

test("a segment without a whole packet is left out, and without any there is no file", async () => {
  const whole = await fixture("first.webm");
  const header = await keepPieces(store, whole.subarray(0, 200));
  const rubbish = await keepPieces(store, Buffer.from("no sound at all"));
  const headless = await keepPieces(store, whole, { without: [0] });
  const empty = store.newSegment();
  const useless = [header, rubbish, headless, empty].map((segment) => ({ segment, startMs: 0 }));
  expect(await joined(3_000, ...useless)).toEqual([]);
  const good = { segment: await keepPieces(store, whole), startMs: 500 };
  const [file] = await joined(3_000, ...useless, good);
  (await soundOf(file!.path)).hears(tones.first, 0.6, 2.8);
});

test("what comes after a missing piece is heard where it belongs", async () => {
  for (const name of ["first.webm", "first.mp4"] as const) {
    const segment = await keepPieces(store, await fixture(name), { without: [2] });
    const [file] = await joined(2_500, { segment, startMs: 0 });
    const sound = await soundOf(file!.path);
    sound.hears(tones.first, 0.1, 0.5);
    sound.hears(tones.first, 1.7, 2.3);
  }
});

test("a file may be joined of what is in the store alone, and the segments stay", async () => {
  const segment = await keepPieces(store, await fixture("first.webm"));
  const [kept] = await keepCall({ store }, { segments: [{ segment, startMs: 0 }], lengthMs: 3_000 });
  expect(kept).toMatchObject({
    container: "webm",
    seconds: expect.closeTo(3, 1),
    size: await store.size(kept!.key),
  });
  expect((await store.pieces(segment)).length).toBeGreaterThan(0);
});

test("what lies before or after the call is cut off", async () => {
  const [first, second] = [
    await keepPieces(store, await fixture("first.webm")),
    await keepPieces(store, await fixture("second.webm")),
  ];
  const [file] = await joined(
    4_000,
    { segment: first, startMs: -1_000 },
    { segment: second, startMs: 3_000 },
  );
  expect(file!.facts.seconds).toBeCloseTo(4, 1);
  const sound = await soundOf(file!.path);
  sound.hears(tones.first, 0.1, 1.3);
  sound.isSilent(1.7, 2.95);
  sound.hears(tones.second, 3.1, 3.95);
});

test("AAC becomes one MP4 on the call's clock", async () => {
  const recorded = await recordAac([440, 1000], 2);
  const [first, second] = [await keepPieces(store, recorded), await keepPieces(store, recorded)];
  const files = await joined(8_000, { segment: first, startMs: 1_000 }, { segment: second, startMs: 5_000 });
  expect(files.map(({ facts }) => facts)).toEqual([
    { container: "mp4", codec: "aac", channels: 2, sampleRate: 48_000, seconds: expect.closeTo(8, 1) },
  ]);
  const packets = (await readFile(files[0]!.path)).byteLength;
  expect(packets).toBeGreaterThan(recorded.byteLength);
});

test("a call with both Opus and AAC gives a file for each, both on its clock", async () => {
  const [opus, aac] = [
    await keepPieces(store, await fixture("first.webm")),
    await keepPieces(store, await recordAac([440, 1000], 1)),
  ];
  const files = await joined(6_000, { segment: aac, startMs: 4_000 }, { segment: opus, startMs: 1_000 });
  expect(files.map(({ facts }) => [facts.codec, Math.round(facts.seconds)])).toEqual([
    ["opus", 6],
    ["aac", 6],
  ]);
  const sound = await soundOf(files[0]!.path);
  sound.hears(tones.first, 1.1, 3.3);
  sound.isSilent(3.7, 5.9);
});
