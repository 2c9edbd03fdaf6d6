import { quarterMs } from "./quarters.ts";

/** What is counted, of a quarter of an hour or of several. */
export interface Tally {
  arrived: number;
  answered: number;
  answeredInTime: number;
  abandoned: number;
  overflowed: number;
  waitedMs: number;
  longestWaitMs: number;
  handled: number;
  handleMs: number;
  wrapUpMs: number;
  missed: number;
  declined: number;
  /** Of people: working or wrapping up. */
  occupiedMs: number;
  /** Of people: that, and ready. */
  availableMs: number;
}

/** Something that counts, and where. */
export interface Fact {
  quarter: number;
  queueId: string | null;
  channelId: string | null;
  personId: string | null;
  adds: Partial<Tally>;
  /** The work that it speaks of; people's time is of none. */
  work: { conversationId: string; at: number; waitedMs: number } | null;
}

export type Quarters = Map<number, Tally>;

export interface Tallies {
  /** By queue and channel. */
  queues: Map<string, Map<string, Quarters>>;
  people: Map<string, Quarters>;
}

export const noTally = (): Tally => ({
  arrived: 0,
  answered: 0,
  answeredInTime: 0,
  abandoned: 0,
  overflowed: 0,
  waitedMs: 0,
  longestWaitMs: 0,
  handled: 0,
  handleMs: 0,
  wrapUpMs: 0,
  missed: 0,
  declined: 0,
  occupiedMs: 0,
  availableMs: 0,
});

export const tallyKeys = Object.keys(noTally()) as (keyof Tally)[];

export function addTo(sum: Tally, adds: Partial<Tally>): void {
  for (const key of tallyKeys) {
    const value = adds[key];
    if (value === undefined) continue;
    sum[key] = key === "longestWaitMs" ? Math.max(sum[key], value) : sum[key] + value;
  }
}

export function addFact(tallies: Tallies, { quarter, queueId, channelId, personId, adds }: Fact): void {
  if (queueId !== null && channelId !== null) {
    const channels = getOrMake(tallies.queues, queueId, () => new Map<string, Quarters>());
    addAt(
      getOrMake(channels, channelId, () => new Map()),
      quarter,
      adds,
    );
  }
  if (personId !== null)
    addAt(
      getOrMake(tallies.people, personId, () => new Map()),
      quarter,
      adds,
    );
}

/** Everything from then on together. */
export function sumSince(quarters: Quarters | undefined, since: number): Tally {
  const sum = noTally();
  for (const [quarter, tally] of quarters ?? []) if (quarter >= since) addTo(sum, tally);
  return sum;
}

/** The longest day has 25 hours. */
const keptMs = 26 * 3_600_000;

/** Lets go of what is in no day that has not ended before `at`. */
export function forgetOld({ queues, people }: Tallies, at: number): void {
  const before = at - keptMs - quarterMs;
  for (const [queueId, channels] of queues) {
    dropOld(channels, before);
    if (channels.size === 0) queues.delete(queueId);
  }
  dropOld(people, before);
}

function dropOld(books: Map<string, Quarters>, before: number) {
  for (const [id, quarters] of books) {
    // They were added in their order.
    for (const quarter of quarters.keys()) {
      if (quarter >= before) break;
      quarters.delete(quarter);
    }
    if (quarters.size === 0) books.delete(id);
  }
}

function addAt(quarters: Quarters, quarter: number, adds: Partial<Tally>) {
  addTo(getOrMake(quarters, quarter, noTally), adds);
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
