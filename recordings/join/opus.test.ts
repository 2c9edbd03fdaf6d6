import { OpusDecoder } from "opus-decoder";
import { expect, test } from "vitest";
import { opusSamples, silentOpus } from "./opus.ts";

test.each([
  [[0b00000_000], 480],
  [[0b00011_001], 5_760],
  [[0b01111_010], 1_920],
  [[0b10000_000], 120],
  [[0b11111_111, 3], 2_880],
  [[0b11111_111, 0b11_000110], 5_760],
])("the packet that begins with %j lasts %i samples", (bytes, samples) => {
  expect(opusSamples(Uint8Array.from(bytes))).toBe(samples);
});

test("what is longer than a packet can be, or nothing, is none", () => {
  expect(opusSamples(Uint8Array.of())).toBeUndefined();
  expect(opusSamples(Uint8Array.of(0b11111_111))).toBeUndefined();
  expect(opusSamples(Uint8Array.of(0b11111_111, 0))).toBeUndefined();
  expect(opusSamples(Uint8Array.of(0b11111_111, 7))).toBeUndefined();
});

test("silence is as long as it says, in two channels, and nothing is heard in it", async () => {
  const decoder = new OpusDecoder({ channels: 2 });
  await decoder.ready;
  const packets = [...silentOpus(48_000 + 500)];
  expect(packets.reduce((sum, { samples }) => sum + samples, 0)).toBe(48_000);
  for (const { data, samples } of packets) {
    expect(opusSamples(data)).toBe(samples);
    const { channelData, samplesDecoded, errors } = decoder.decodeFrame(data);
    expect([samplesDecoded, errors]).toEqual([samples, []]);
    expect(channelData.map((plane) => plane.every((sample) => Math.abs(sample) < 1e-4))).toEqual([
      true,
      true,
    ]);
  }
  decoder.free();
});
