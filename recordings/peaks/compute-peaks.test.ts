import { expect, test } from "vitest";
import { recordAac } from "../test-aac.ts";
import { bytesInMemory, fixture, tone, wavFile } from "../test-sound.ts";
import { computePeaks } from "./compute-peaks.ts";

const peaksOf = (bytes: Uint8Array) => computePeaks(bytesInMemory(bytes));

/** The loudest of a channel between two moments. */
function loudest(
  { perSecond, channels, peaks }: Awaited<ReturnType<typeof peaksOf>>,
  channel: number,
  from: number,
  to: number,
) {
  const spans = peaks.filter((_, index) => index % channels === channel);
  return Math.max(...spans.slice(Math.round(from * perSecond), Math.round(to * perSecond)));
}

function* talk(rate: number) {
  yield* tone([440, 0], rate, 1);
  yield* tone([0, 0], rate, 4);
  yield* tone([0, 1000], rate, 1);
}

test.each([
  "pcm-s16",
  "ulaw",
] as const)("each channel of a WAV file in %s has its own peaks, half as loud as can be", async (codec) => {
  const peaks = await peaksOf(wavFile(codec, 8_000, 2, talk(8_000)));
  expect(peaks).toMatchObject({ perSecond: 20, channels: 2 });
  expect(peaks.peaks).toHaveLength(6 * 20 * 2);
  for (const [channel, from, to] of [
    [0, 0, 1],
    [1, 5, 6],
  ] as const) {
    expect(loudest(peaks, channel, from, to)).toBeGreaterThan(120);
    expect(loudest(peaks, channel, from, to)).toBeLessThan(136);
    expect(loudest(peaks, 1 - channel, from, to)).toBeLessThanOrEqual(1);
  }
});

test("what nobody says is named as silence", async () => {
  const { silences } = await peaksOf(wavFile("pcm-s16", 8_000, 2, talk(8_000)));
  expect(silences).toEqual([{ fromMs: 1_250, toMs: 4_750 }]);
});

test("Opus is decoded, from WebM and from MP4", async () => {
  for (const name of ["first.webm", "first.mp4"] as const) {
    const peaks = await peaksOf(await fixture(name));
    expect(peaks).toMatchObject({ channels: 2, silences: [] });
    expect(peaks.peaks.length / 2 / peaks.perSecond).toBeCloseTo(2.5, 0);
    expect(loudest(peaks, 0, 0.2, 2)).toBeGreaterThan(100);
    expect(loudest(peaks, 1, 0.2, 2)).toBeGreaterThan(100);
  }
});

test("a file without a sample has no peaks", async () => {
  expect(await peaksOf(wavFile("pcm-s16", 8_000, 1, []))).toMatchObject({
    peaks: new Uint8Array(),
    silences: [],
  });
});

test("AAC says that nothing here decodes it", async () => {
  await expect(peaksOf(await recordAac([440, 1000], 1))).rejects.toMatchObject({ problem: "undecodable" });
});
