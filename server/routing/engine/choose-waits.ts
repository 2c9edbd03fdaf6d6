import type { LiveWait } from "../../../connectors/contract.ts";

interface Told extends LiveWait {
  at: number;
}

/** What contacts were told last, by conversation. */
export type ToldWaits = ReadonlyMap<string, Told>;

/** Browsers that come later, or that missed it, hear of it within this time. */
const renewMs = 8_000;
const minute = 60;

/**
 * Whom to tell what: whose numbers changed, who has not heard them for a while, and with null who waits no more. Times are
 * said in whole minutes, so that nobody is told of seconds.
 */
export function chooseWaits(
  told: ToldWaits,
  waits: ReadonlyMap<string, { position: number; expectedMs: number | null }>,
  now: number,
): { news: Map<string, LiveWait | null>; told: ToldWaits } {
  const news = new Map<string, LiveWait | null>();
  const next = new Map<string, Told>();
  for (const [conversationId, { position, expectedMs }] of waits) {
    const expectedSeconds = expectedMs === null ? null : Math.ceil(expectedMs / 1_000 / minute) * minute;
    const wait = { position, expectedSeconds };
    const before = told.get(conversationId);
    const isOld = before && isSame(before, wait) && now - before.at < renewMs;
    if (!isOld) news.set(conversationId, wait);
    next.set(conversationId, isOld ? before : { ...wait, at: now });
  }
  for (const conversationId of told.keys()) if (!waits.has(conversationId)) news.set(conversationId, null);
  return { news, told: next };
}

const isSame = (a: LiveWait, b: LiveWait) =>
  a.position === b.position && a.expectedSeconds === b.expectedSeconds;
