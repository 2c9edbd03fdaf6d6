/** Numbers that look like chance and are the same for the same seed. */
export function createChance(seed: number) {
  let state = seed >>> 0;

  /** At least 0 and less than 1 (mulberry32). */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));

  return {
    /** Whole, both ends included. */
    between,
    happens: (probability: number) => next() < probability,
    /** How often something happens that is to happen so often on average. */
    times: (expected: number) => Math.floor(expected) + (next() < expected % 1 ? 1 : 0),
    pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error("There is nothing to pick from.");
      return picked;
    },
  };
}

export type Chance = ReturnType<typeof createChance>;
