import type { FloorState } from "../contract/board.ts";
import type { FloorEvent } from "./floor/floor-events.ts";

/**
 * The board's figures the slow and obvious way: every work item's whole story first, then each figure by going through all
 * of them. Shares nothing with the floor but the events.
 */
export function referenceOf(events: FloorEvent[], until: number) {
  const known = events.filter(({ at }) => Date.parse(at) <= until);
  const stories = storiesOf(known, until);
  return {
    queue: (queueId: string, since: number) => queueFigures(known, stories, queueId, since, until),
    /** Presence and availability as they came, for somebody of whom nothing was said before. */
    person: (personId: string, since: number) => personFigures(known, stories, personId, since, until),
  };
}

/** How an item was from one event to the next. */
interface Chapter {
  id: string;
  from: number;
  to: number;
  state: "waiting" | "offered" | "active" | "wrapUp" | "done";
  queueId: string | null;
  ownerId: string | null;
  offeredTo: string | null;
  isResting: boolean;
  isOverflow: boolean;
  /** When its wait began, as far as this began one. */
  waitingSince: number;
}

type Story = Chapter[];

function storiesOf(events: FloorEvent[], until: number): Story[] {
  const ids = new Set(
    events.flatMap(({ type, data }) => (type === "workItem.created" ? [data.workItemId] : [])),
  );
  return [...ids].map((id) => {
    const story: Story = [];
    for (const event of events) {
      if (!("workItemId" in event.data) || event.data.workItemId !== id) continue;
      const last = story.at(-1);
      const next = nextChapter(event, last);
      if (!next) continue;
      if (last) last.to = next.from;
      story.push({ ...next, to: until });
      if (next.state === "done") break;
    }
    return story;
  });
}

function nextChapter(event: FloorEvent, last: Chapter | undefined): Chapter | undefined {
  const from = Date.parse(event.at);
  if (event.type === "workItem.created") {
    const { workItemId: id, ownerId, queueId } = event.data;
    if (last) return undefined;
    const state = ownerId === null ? "waiting" : "active";
    return {
      id,
      from,
      to: from,
      state,
      queueId,
      ownerId,
      offeredTo: null,
      isResting: false,
      isOverflow: false,
      waitingSince: from,
    };
  }
  if (!last) return undefined;
  const same = { ...last, from, isOverflow: false, waitingSince: from };
  const waits = isWaiting(last);
  switch (event.type) {
    case "workItem.stateChanged": {
      const { state, ownerId, since } = event.data;
      return {
        ...same,
        waitingSince: since === undefined ? from : Date.parse(since),
        state: state.to,
        ownerId: ownerId.to,
        offeredTo: state.to === "offered" ? last.offeredTo : null,
        isResting: state.to === "active" && last.isResting,
      };
    }
    case "workItem.queued":
      if (event.data.queueId.to === last.queueId) return undefined;
      return {
        ...same,
        queueId: event.data.queueId.to,
        isOverflow: waits && event.data.reason === "overflow",
      };
    case "workItem.offered":
      return waits ? { ...same, state: "offered", offeredTo: event.data.personId } : undefined;
    case "workItem.offerEnded":
      if (event.data.outcome === "accepted" || last.offeredTo !== event.data.personId) return undefined;
      return { ...same, state: "waiting", offeredTo: null };
    case "workItem.rested":
      return { ...same, isResting: event.data.isResting };
    default:
      return undefined;
  }
}

const isWaiting = ({ state }: Chapter) => state === "waiting" || state === "offered";
const isInHand = ({ state }: Chapter) => state === "active" || state === "wrapUp";

/** Chapters next to each other that belong together, by a rule over two neighbours. */
function runsOf(
  story: Story,
  isPart: (chapter: Chapter) => boolean,
  isSame: (a: Chapter, b: Chapter) => boolean,
) {
  const runs: { chapters: Chapter[]; next: Chapter | undefined }[] = [];
  for (const [nth, chapter] of story.entries()) {
    if (!isPart(chapter)) continue;
    const before = story[nth - 1];
    const run = runs.at(-1);
    if (run && before && isPart(before) && isSame(before, chapter)) run.chapters.push(chapter);
    else runs.push({ chapters: [chapter], next: undefined });
    const current = runs.at(-1);
    if (current) current.next = story[nth + 1];
  }
  return runs;
}

const handsOf = (story: Story) => runsOf(story, isInHand, (a, b) => a.ownerId === b.ownerId);
const waitsOf = (story: Story) => runsOf(story, isWaiting, () => true);

function queueFigures(events: FloorEvent[], stories: Story[], queueId: string, since: number, until: number) {
  const sums = {
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
  };
  for (const story of stories) {
    for (const [nth, chapter] of story.entries()) {
      const before = story[nth - 1];
      const cameHere =
        isWaiting(chapter) &&
        chapter.queueId === queueId &&
        !(before && isWaiting(before) && before.queueId === queueId);
      if (cameHere && chapter.from >= since) sums.arrived++;
      if (chapter.isOverflow && before?.queueId === queueId && chapter.from >= since) sums.overflowed++;
    }
    for (const { chapters, next } of waitsOf(story)) {
      const last = chapters.at(-1);
      if (!next || last?.queueId !== queueId || next.from < since) continue;
      if (next.state === "done") sums.abandoned++;
      else {
        const waitedMs = next.from - (chapters[0]?.waitingSince ?? 0);
        sums.answered++;
        sums.waitedMs += waitedMs;
        sums.longestWaitMs = Math.max(sums.longestWaitMs, waitedMs);
        if (waitedMs <= withinMs(events, queueId, next.from)) sums.answeredInTime++;
      }
    }
    for (const hand of handsOf(story)) {
      if (!hand.next || hand.chapters[0]?.queueId !== queueId || hand.next.from < since) continue;
      sums.handled++;
      sums.handleMs += handleMsOf(hand.chapters);
      sums.wrapUpMs += wrapUpMsOf(hand.chapters);
    }
  }
  for (const offer of offersLetGo(events, stories)) {
    if (offer.queueId === queueId && offer.at >= since) sums[offer.outcome]++;
  }
  const now = stories.flatMap((story) => story.slice(-1)).filter((chapter) => chapter.queueId === queueId);
  const waitingNow = stories.flatMap((story) => {
    const last = story.at(-1);
    return last && isWaiting(last) && last.queueId === queueId
      ? [waitsOf(story).at(-1)?.chapters[0]?.waitingSince ?? 0]
      : [];
  });
  return {
    today: sums,
    waiting: now.filter(({ state }) => state === "waiting").length,
    offered: now.filter(({ state }) => state === "offered").length,
    longestSince: waitingNow.length > 0 ? new Date(Math.min(...waitingNow)).toISOString() : null,
    inService: now.filter(({ state, isResting }) => state === "active" && !isResting).length,
    wrapUp: now.filter(({ state }) => state === "wrapUp").length,
    waitingByMinute: Array.from({ length: 60 }, (_, nth) => {
      const minute = Math.floor(until / 60_000) * 60_000 - (59 - nth) * 60_000;
      return stories
        .flat()
        .filter((c) => c.state === "waiting" && c.queueId === queueId && c.from < minute && minute <= c.to)
        .length;
    }),
  };
}

/** As the queue's last word on it was before. */
function withinMs(events: FloorEvent[], queueId: string, at: number): number {
  const said = events.findLast(
    (e) => e.type === "queue.updated" && e.data.queueId === queueId && Date.parse(e.at) <= at,
  );
  return (said?.type === "queue.updated" ? said.data.answerWithinSeconds : 60) * 1_000;
}

const handleMsOf = (chapters: Chapter[]) =>
  lengthOf(chapters, ({ state, isResting }) => state === "active" && !isResting);
const wrapUpMsOf = (chapters: Chapter[]) => lengthOf(chapters, ({ state }) => state === "wrapUp");

const lengthOf = (chapters: Chapter[], isCounted: (chapter: Chapter) => boolean) =>
  chapters.filter(isCounted).reduce((sum, { from, to }) => sum + to - from, 0);

function offersLetGo(events: FloorEvent[], stories: Story[]) {
  return events.flatMap((event) => {
    if (event.type !== "workItem.offerEnded") return [];
    const { outcome } = event.data;
    if (outcome !== "missed" && outcome !== "declined") return [];
    const at = Date.parse(event.at);
    const story = stories.find((chapters) => chapters[0]?.id === event.data.workItemId);
    const chapter = story?.findLast(({ from, state }) => from < at && state !== "done");
    const isOver = story?.some(({ from, state }) => state === "done" && from < at);
    return chapter && !isOver
      ? [{ at, outcome, personId: event.data.personId, queueId: chapter.queueId }]
      : [];
  });
}

function personFigures(
  events: FloorEvent[],
  stories: Story[],
  personId: string,
  since: number,
  until: number,
) {
  const hands = stories.flatMap((story) =>
    handsOf(story).filter(
      ({ chapters, next }) => chapters[0]?.ownerId === personId && next !== undefined && next.from >= since,
    ),
  );
  const handled = hands.length;
  const handleMs = hands.reduce((sum, { chapters }) => sum + handleMsOf(chapters), 0);
  const wrapUpMs = hands.reduce((sum, { chapters }) => sum + wrapUpMsOf(chapters), 0);
  const missed = offersLetGo(events, stories).filter(
    (offer) => offer.outcome === "missed" && offer.personId === personId && offer.at >= since,
  );
  const moments = [...new Set([since, ...events.map(({ at }) => Date.parse(at)), until])]
    .filter((at) => at >= since)
    .sort((a, b) => a - b);
  let occupiedMs = 0;
  let availableMs = 0;
  for (const [nth, at] of moments.entries()) {
    const state = stateAt(events, stories, personId, at);
    const ms = (moments[nth + 1] ?? at) - at;
    if (state === "working" || state === "wrapUp") occupiedMs += ms;
    if (state === "working" || state === "wrapUp" || state === "ready") availableMs += ms;
  }
  return {
    state: stateAt(events, stories, personId, until),
    handled,
    ahtMs: handled === 0 ? null : (handleMs + wrapUpMs) / handled,
    wrapUpMs: handled === 0 ? null : wrapUpMs / handled,
    missed: missed.length,
    occupancy: availableMs === 0 ? null : occupiedMs / availableMs,
  };
}

function stateAt(events: FloorEvent[], stories: Story[], personId: string, at: number): FloorState {
  let isOnline = false;
  let availability: FloorState = "ready";
  for (const event of events) {
    if (Date.parse(event.at) > at || !("personId" in event.data) || event.data.personId !== personId)
      continue;
    if (event.type === "person.presenceChanged") isOnline = event.data.isOnline.to;
    if (event.type === "person.availabilityChanged") availability = event.data.availability.to;
  }
  if (!isOnline) return "offline";
  if (availability !== "ready") return availability;
  const theirs = stories
    .flatMap((story) => story.findLast(({ from }) => from <= at) ?? [])
    .filter((chapter) => isInHand(chapter) && chapter.ownerId === personId);
  if (theirs.some(({ state, isResting }) => state === "active" && !isResting)) return "working";
  return theirs.some(({ state }) => state === "wrapUp") ? "wrapUp" : "ready";
}
