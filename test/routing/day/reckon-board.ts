import type { Figures, FloorState } from "../../../server/contract/board.ts";
import type { LoggedEvent } from "../../../server/contract/events.ts";
import { type Count, countStory } from "./count-stories.ts";
import type { DayQueue, House } from "./house.ts";
import { type Chapter, isInHand, type Story, tell, waitBegan, waits } from "./stories.ts";

interface Life {
  isOnline: boolean;
  availability: FloorState;
  /** What they were, and since when. */
  states: { from: number; state: FloorState }[];
}

const weights = { chat: 2, mail: 1, call: 6 };
const hourMs = 3_600_000;

/** The board the slow and obvious way, from nothing but the log of a day and who works where. */
export function createReckoning(house: House) {
  const stories = new Map<string, Story>();
  const open = new Set<Story>();
  const lives = new Map<string, Life>();
  for (const { personId } of [...house.agents, house.chief])
    lives.set(personId, { isOnline: false, availability: "ready", states: [] });

  function openOnes(): Open[] {
    return [...open].flatMap((story) => {
      const now = story.chapters.at(-1);
      return now ? [{ story, now }] : [];
    });
  }

  return {
    add(events: LoggedEvent[]) {
      for (const event of events) {
        const story = tell(stories, event);
        const life = "personId" in event.data ? lives.get(event.data.personId ?? "") : undefined;
        if (life && event.type === "person.presenceChanged") life.isOnline = event.data.isOnline.to;
        if (life && event.type === "person.availabilityChanged")
          life.availability = event.data.availability.to;
        if (!story && !life) continue;
        if (story?.chapters.at(-1)?.state === "done") open.delete(story);
        else if (story) open.add(story);
        const now = openOnes();
        for (const [personId, each] of lives) {
          const state = stateOf(each, whose(now, personId));
          if (state === (each.states.at(-1)?.state ?? "offline")) continue;
          each.states.push({ from: Date.parse(event.at), state });
        }
      }
    },
    /** Open work as the log has it. */
    work: () =>
      openOnes().map(({ story: { id }, now: { state, queueId, ownerId, offeredTo, isResting } }) => ({
        id,
        state,
        queueId,
        ownerId,
        offeredTo,
        isResting,
      })),
    /** What nobody has yet, and from when on. */
    waiting: () =>
      openOnes().flatMap(({ story, now }) =>
        waits(now) ? [{ id: story.id, waitingSince: waitsSince(story) }] : [],
      ),
    board(at: number) {
      const counts = [...stories.values()].flatMap(countStory);
      const byPerson = Map.groupBy(counts, ({ personId }) => personId);
      const now = openOnes();
      const stateNow = (personId: string) => lives.get(personId)?.states.at(-1)?.state ?? "offline";
      return {
        queues: [...house.queues.values()].map((queue) => {
          const here = now.filter((one) => one.now.queueId === queue.id);
          const ours = counts.filter(({ queueId }) => queueId === queue.id);
          return {
            queueId: queue.id,
            ...lineOf(here),
            people: countBy(queue.memberIds.map(stateNow)),
            today: figuresOf(ours, queue),
            thisHour: figuresOf(
              ours.filter((count) => count.at >= Math.floor(at / hourMs) * hourMs),
              queue,
            ),
            handledByChannel: countBy(
              ours.filter(({ what }) => what === "handled").map(({ channelId }) => channelId),
            ),
          };
        }),
        people: [...lives].map(([personId, { states }]) => ({
          personId,
          state: stateNow(personId),
          load: loadOf(whose(now, personId)),
          work: whose(now, personId)
            .map(({ story }) => story.id)
            .sort(),
          ...dayOf(byPerson.get(personId) ?? []),
          occupancy: occupancyOf(states, at),
        })),
      };
    },
  };
}

export type Reckoning = ReturnType<typeof createReckoning>;

/** A story that has not ended, and how it is now. */
interface Open {
  story: Story;
  now: Chapter;
}

const whose = (open: Open[], personId: string) =>
  open.filter(({ now }) => (isInHand(now) ? now.ownerId : now.offeredTo) === personId);

const loadOf = (theirs: Open[]) =>
  theirs.reduce((load, { story, now }) => load + (now.isResting ? 0 : weights[story.kind]), 0);

function stateOf({ isOnline, availability }: Life, theirs: Open[]): FloorState {
  if (!isOnline) return "offline";
  if (availability !== "ready") return availability;
  if (theirs.some(({ now }) => now.state === "active" && !now.isResting)) return "working";
  return theirs.some(({ now }) => now.state === "wrapUp") ? "wrapUp" : "ready";
}

function lineOf(here: Open[]) {
  const longest = Math.min(...here.filter(({ now }) => waits(now)).map(({ story }) => waitsSince(story)));
  const count = (isCounted: (now: Chapter) => boolean) => here.filter(({ now }) => isCounted(now)).length;
  return {
    waiting: count(({ state }) => state === "waiting"),
    offered: count(({ state }) => state === "offered"),
    longestSince: Number.isFinite(longest) ? new Date(longest).toISOString() : null,
    inService: count(({ state, isResting }) => state === "active" && !isResting),
    wrapUp: count(({ state }) => state === "wrapUp"),
  };
}

function waitsSince({ chapters }: Story): number {
  const last = chapters.findLastIndex((chapter) => !waits(chapter));
  const first = chapters[last + 1];
  return first ? waitBegan(first) : Number.POSITIVE_INFINITY;
}

function figuresOf(counts: Count[], { plan }: DayQueue): Figures {
  const of = (wanted: Count["what"]) => counts.filter(({ what }) => what === wanted);
  const sum = (values: (number | undefined)[]) =>
    values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const answered = of("answered");
  const withinMs = (plan.values.answerWithinSeconds ?? 60) * 1_000;
  const inTime = answered.filter(({ waitedMs = 0 }) => waitedMs <= withinMs).length;
  const waitedMs = sum(answered.map((count) => count.waitedMs));
  const ended = answered.length + of("abandoned").length;
  const handled = of("handled");
  const handleMs = sum(handled.map((count) => count.handleMs));
  const wrapUpMs = sum(handled.map((count) => count.wrapUpMs));
  return {
    arrived: of("arrived").length,
    answered: answered.length,
    answeredInTime: inTime,
    abandoned: of("abandoned").length,
    overflowed: of("overflowed").length,
    waitedMs,
    longestWaitMs: Math.max(0, ...answered.map((count) => count.waitedMs ?? 0)),
    handled: handled.length,
    handleMs,
    wrapUpMs,
    missed: of("missed").length,
    declined: of("declined").length,
    serviceLevel: ended > 0 ? inTime / ended : null,
    asaMs: answered.length > 0 ? waitedMs / answered.length : null,
    ahtMs: handled.length > 0 ? (handleMs + wrapUpMs) / handled.length : null,
    abandonmentRate: ended > 0 ? of("abandoned").length / ended : null,
  };
}

function dayOf(counts: Count[]) {
  const handled = counts.filter(({ what }) => what === "handled");
  const average = (msOf: (count: Count) => number) =>
    handled.length > 0 ? handled.reduce((sum, count) => sum + msOf(count), 0) / handled.length : null;
  return {
    handled: handled.length,
    ahtMs: average(({ handleMs = 0, wrapUpMs = 0 }) => handleMs + wrapUpMs),
    wrapUpMs: average(({ wrapUpMs = 0 }) => wrapUpMs),
    missed: counts.filter(({ what }) => what === "missed").length,
  };
}

function occupancyOf(states: Life["states"], at: number): number | null {
  let occupiedMs = 0;
  let readyMs = 0;
  for (const [nth, { from, state }] of states.entries()) {
    const ms = (states[nth + 1]?.from ?? at) - from;
    if (state === "working" || state === "wrapUp") occupiedMs += ms;
    if (state === "ready") readyMs += ms;
  }
  return occupiedMs + readyMs > 0 ? occupiedMs / (occupiedMs + readyMs) : null;
}

function countBy(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
