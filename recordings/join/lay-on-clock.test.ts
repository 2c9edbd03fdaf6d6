import fc from "fast-check";
import { expect, test } from "vitest";
import { layOnClock, type Sound } from "./lay-on-clock.ts";

const rate = 1_000;
const silence = function* (samples: number) {
  for (let left = samples; left >= 20; left -= 20) yield { data: Uint8Array.of(0), samples: 20 };
};

async function* stretch(...times: number[]): AsyncGenerator<Sound> {
  for (const at of times) yield { data: Uint8Array.of(1), at, samples: 60 };
}

async function laid(length: number, ...stretches: AsyncGenerator<Sound>[]): Promise<Sound[]> {
  const sounds: Sound[] = [];
  for await (const sound of layOnClock(stretches, { rate, length, silence })) sounds.push(sound);
  return sounds;
}

const heardAt = (sounds: Sound[]) => sounds.filter(({ data }) => data[0] === 1).map(({ at }) => at);

test("packets that are stamped a little early or late lie side by side", async () => {
  expect(heardAt(await laid(360, stretch(0, 59, 123, 180, 238, 302)))).toEqual([0, 60, 120, 180, 240, 300]);
});

test("a gap within a stretch is filled, so that what comes after it is in time", async () => {
  expect(heardAt(await laid(1_000, stretch(0, 60, 500, 560)))).toEqual([0, 60, 500, 560]);
});

test("a recorder whose clock is slow is brought back in time", async () => {
  const times = Array.from({ length: 100 }, (_, index) => index * 58);
  const last = heardAt(await laid(10_000, stretch(...times))).at(-1) ?? 0;
  expect(Math.abs(last - 99 * 58)).toBeLessThanOrEqual(100);
});

test("whatever is recorded, the whole call is covered without a hole or an overlap", async () => {
  const times = fc.array(fc.integer({ min: -500, max: 3_000 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(times, { maxLength: 4 }),
      fc.integer({ min: 1, max: 2_000 }),
      async (all, length) => {
        const sounds = await laid(length, ...all.map((each) => stretch(...each.toSorted((a, b) => a - b))));
        let end = 0;
        for (const { at, samples } of sounds) {
          expect(at).toBe(end);
          end = at + samples;
        }
        expect(end).toBeGreaterThan(length - 20);
        expect(end).toBeLessThan(length + 100 + 60);
      },
    ),
  );
});
