import type { LoggedEvent } from "../../../server/contract/events.ts";

/** How a work item was from one event to the next. */
export interface Chapter {
  from: number;
  state: "waiting" | "offered" | "active" | "wrapUp" | "done";
  queueId: string | null;
  ownerId: string | null;
  offeredTo: string | null;
  isResting: boolean;
  /** What brought it about. */
  by: LoggedEvent;
}

export interface Story {
  id: string;
  channelId: string;
  kind: "chat" | "mail" | "call";
  chapters: Chapter[];
}

export const waits = ({ state }: Chapter) => state === "waiting" || state === "offered";
export const isInHand = ({ state }: Chapter) => state === "active" || state === "wrapUp";

/** From when a wait counts that begins with this chapter. */
export const waitBegan = ({ by, from }: Chapter): number =>
  by.type === "workItem.stateChanged" && by.data.since !== undefined ? Date.parse(by.data.since) : from;

/** Writes on in the story of the work item that an event tells of. Gives it, where it does. */
export function tell(stories: Map<string, Story>, event: LoggedEvent): Story | undefined {
  const from = Date.parse(event.at);
  if (event.type === "workItem.created") {
    const { workItemId: id, channelId, kind, queueId, ownerId } = event.data;
    const state = ownerId === null ? "waiting" : "active";
    const first = { from, state, queueId, ownerId, offeredTo: null, isResting: false, by: event } as const;
    const story = { id, channelId, kind, chapters: [first] };
    stories.set(id, story);
    return story;
  }
  const story = "workItemId" in event.data ? stories.get(event.data.workItemId) : undefined;
  const last = story?.chapters.at(-1);
  if (!story || !last) return undefined;
  story.chapters.push({ ...last, ...changeBy(event), from, by: event });
  return story;
}

function changeBy(event: LoggedEvent): Partial<Chapter> {
  switch (event.type) {
    case "workItem.offered":
      return { state: "offered", offeredTo: event.data.personId };
    case "workItem.offerEnded":
      return { state: "waiting", offeredTo: null };
    case "workItem.queued":
      return { queueId: event.data.queueId.to };
    case "workItem.rested":
      return { isResting: event.data.isResting };
    case "workItem.stateChanged": {
      const { state, ownerId } = event.data;
      return {
        state: state.to,
        ownerId: ownerId.to,
        offeredTo: null,
        ...(state.to !== "active" && { isResting: false }),
      };
    }
    default:
      return {};
  }
}
