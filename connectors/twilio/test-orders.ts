import type { HeldCallbacks } from "./sandbox/webhooks/hold-callbacks.ts";
import type { TestLine } from "./test-hub.ts";

export interface AnyOrder {
  held: HeldCallbacks;
  /** Lets seconds pass, and what came up in each few of them be delivered. */
  pass(seconds: number): Promise<void>;
  /** All once more. */
  again(): Promise<void>;
}

/** From now on all that Twilio asks and tells is held, and delivered by chance as `seed` has it. */
export function holdForAnyOrder({ sandbox, clock, pass }: TestLine, seed: number): AnyOrder {
  const held = sandbox.holdCallbacks({ documents: true });
  const random = randomFrom(seed);
  let known = 0;

  async function deliverNew() {
    const fresh = Array.from({ length: held.list().length - known }, (_, index) => known + index);
    if (fresh.length === 0) return;
    known += fresh.length;
    const old = Array.from({ length: Math.min(known, 2) }, () => Math.floor(random() * known));
    await held.deliver(shuffled([...fresh, ...fresh, ...old], random));
  }

  return {
    held,
    async pass(seconds) {
      const until = clock.now() + seconds * 1_000;
      while (clock.now() < until) {
        await pass(0.2 + random() * 2);
        await deliverNew();
      }
    },
    again: () => held.deliver(shuffled([...held.list().keys()], random)),
  };
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const shuffled = <Item>(items: Item[], random: () => number): Item[] =>
  items
    .map((item) => ({ item, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
