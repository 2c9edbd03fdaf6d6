import { type Chapter, isInHand, type Story, waitBegan, waits } from "./stories.ts";

/** Something that counts in the figures of a queue, a channel and a person. */
export interface Count {
  at: number;
  what: "arrived" | "answered" | "abandoned" | "overflowed" | "handled" | "missed" | "declined";
  queueId: string | null;
  channelId: string;
  personId: string | null;
  waitedMs?: number;
  handleMs?: number;
  wrapUpMs?: number;
}

/** What a work item's story counts so far, by the definitions of the board. */
export function countStory({ channelId, chapters }: Story): Count[] {
  const counts: Count[] = [];
  const add = (count: Omit<Count, "channelId">) => counts.push({ channelId, ...count });
  let waitsSince = 0;
  let hand: Chapter[] = [];
  for (const [nth, chapter] of chapters.entries()) {
    const { from: at, queueId, by } = chapter;
    const before = chapters[nth - 1];
    const waited = before !== undefined && waits(before);
    if (waits(chapter) && !waited) waitsSince = waitBegan(chapter);
    if (waits(chapter) && !(waited && before.queueId === queueId))
      add({ at, what: "arrived", queueId, personId: null });
    if (
      waited &&
      before.queueId !== queueId &&
      by.type === "workItem.queued" &&
      by.data.reason === "overflow"
    )
      add({ at, what: "overflowed", queueId: before.queueId, personId: null });
    if (by.type === "workItem.offerEnded" && (by.data.outcome === "missed" || by.data.outcome === "declined"))
      add({ at, what: by.data.outcome, queueId, personId: by.data.personId });
    if (waited && isInHand(chapter))
      add({ at, what: "answered", queueId, personId: chapter.ownerId, waitedMs: at - waitsSince });
    if (waited && chapter.state === "done") add({ at, what: "abandoned", queueId, personId: null });

    const [first] = hand;
    if (first && !(isInHand(chapter) && chapter.ownerId === first.ownerId)) {
      const times = { handleMs: lengthOf(hand, at, "active"), wrapUpMs: lengthOf(hand, at, "wrapUp") };
      add({ at, what: "handled", queueId: first.queueId, personId: first.ownerId, ...times });
      hand = [];
    }
    if (isInHand(chapter)) hand.push(chapter);
  }
  return counts;
}

/** How long all together it was in a state, without resting. */
function lengthOf(chapters: Chapter[], end: number, state: Chapter["state"]): number {
  return chapters
    .map((chapter, nth) => (chapters[nth + 1]?.from ?? end) - chapter.from)
    .filter((_, nth) => chapters[nth]?.state === state && !chapters[nth]?.isResting)
    .reduce((sum, ms) => sum + ms, 0);
}
