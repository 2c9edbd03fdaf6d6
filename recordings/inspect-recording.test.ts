import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { bytesOf } from "./audio-bytes.ts";
import { inspectRecording } from "./inspect-recording.ts";
import { newKey, newOwner } from "./store/key.ts";
import { openRecordingStore } from "./store/open-recording-store.ts";
import { recordAac } from "./test-aac.ts";
import { bytesInMemory, type Fixture, fixture, tone, wavFile } from "./test-sound.ts";

const inspect = (bytes: Uint8Array) => inspectRecording(bytesInMemory(bytes));

test.each([
  ["pcm-s16", 1, 8_000],
  ["pcm-s16", 2, 8_000],
  ["pcm-s16", 2, 16_000],
  ["ulaw", 1, 8_000],
  ["ulaw", 2, 8_000],
] as const)("a WAV file as Twilio makes it: %s in %i channels at %i Hz", async (codec, channels, sampleRate) => {
  const hz = [440, 1000].slice(0, channels);
  const file = wavFile(codec, sampleRate, channels, tone(hz, sampleRate, 3.5));
  expect(await inspect(file)).toEqual({ container: "wav", codec, channels, sampleRate, seconds: 3.5 });
});

test("an MP3 file", async () => {
  // Layer III, 128 kbit/s, 44.1 kHz, two channels; no scale factors and no spectra are silence.
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x04]), Buffer.alloc(413)]);
  const file = Buffer.concat(Array.from({ length: 100 }, () => frame));
  expect(await inspect(file)).toEqual({
    container: "mp3",
    codec: "mp3",
    channels: 2,
    sampleRate: 44_100,
    seconds: expect.closeTo((100 * 1152) / 44_100, 2),
  });
});

test.each<[Fixture, string]>([
  ["first.webm", "webm"],
  ["first.mp4", "mp4"],
])("%s of a recorder that does not say how long it is", async (name, container) => {
  const facts = await inspect(await fixture(name));
  expect(facts).toMatchObject({ container, codec: "opus", channels: 2, sampleRate: 48_000 });
  expect(facts.seconds).toBeCloseTo(2.5, 0);
});

test("AAC in MP4", async () => {
  expect(await inspect(await recordAac([440], 2))).toMatchObject({
    container: "mp4",
    codec: "aac",
    channels: 1,
  });
});

test("what is no sound is refused", async () => {
  for (const text of ["", "{}", "<html><body>Not found</body></html>", "RIFF", "\x1a\x45\xdf\xa3"]) {
    await expect(inspect(Buffer.from(text))).rejects.toMatchObject({ problem: "notAudio" });
  }
  await expect(inspect(Buffer.alloc(100_000))).rejects.toMatchObject({ problem: "notAudio" });
});

test("what cannot be read is not said to be no sound", async () => {
  const unreachable = new Error("The network is down.");
  const bytes = { size: 10_000, read: () => Promise.reject(unreachable) };
  await expect(inspectRecording(bytes)).rejects.toBe(unreachable);
  const breaks = { size: 10_000, read: async () => Readable.from(failing(unreachable)) };
  await expect(inspectRecording(breaks)).rejects.toBe(unreachable);
});

// biome-ignore lint/correctness/useYield: it fails before its first bytes.
async function* failing(error: Error) {
  throw error;
}

test("a recording in the store is read where it lies", async () => {
  const folder = await mkdtemp(join(tmpdir(), "switchboard-inspect-"));
  const store = openRecordingStore({ folder, owner: newOwner() });
  const { key } = await store.write(Readable.from([await fixture("first.webm")]));
  expect(await inspectRecording(await bytesOf(store, key))).toMatchObject({ container: "webm" });
  await expect(bytesOf(store, newKey(newOwner()))).rejects.toMatchObject({ problem: "notThere" });
  await rm(folder, { recursive: true });
});
