import type { EventMap } from "../contract/events.ts";
import { applyEvent } from "./floor/apply-event.ts";
import type { FloorEvent } from "./floor/floor-events.ts";
import { emptyFloor } from "./floor/state.ts";
import { presentPerson, presentQueue, type View } from "./present.ts";

export const channelId = "a channel";

/** A log that is written by hand, and the floor that it makes; times are seconds after its beginning. */
export function createLog(beginning = "2031-05-06T10:00:00Z") {
  const start = Date.parse(beginning);
  const floor = emptyFloor(start);
  const events: FloorEvent[] = [];

  function add<Type extends FloorEvent["type"]>(second: number, type: Type, data: EventMap[Type]) {
    const at = new Date(start + second * 1_000).toISOString();
    const seq = events.length + 1;
    const event = { seq, at, type, data, conversationId: "a conversation" } as unknown as FloorEvent;
    events.push(event);
    applyEvent(floor, event);
  }

  const viewAt = (second: number): View => ({
    at: start + second * 1_000,
    timeZone: "UTC",
    dayBegan: start,
    hourBegan: start,
    weights: { chat: 2, mail: 1, call: 6 },
    capacityOf: () => 6,
  });

  return {
    floor,
    events,
    add,
    queue(queueId: string, memberIds: string[], answerWithinSeconds = 20) {
      add(0, "queue.updated", { queueId, memberIds, answerWithinSeconds });
    },
    ready(personId: string, second = 0) {
      add(second, "person.presenceChanged", { personId, isOnline: { from: false, to: true } });
    },
    arrive(second: number, workItemId: string, queueId: string | null, ownerId: string | null = null) {
      add(second, "workItem.created", { workItemId, channelId, kind: "chat", queueId, priority: 0, ownerId });
    },
    /** To a state and to whoever has it then. */
    turn(
      second: number,
      workItemId: string,
      to: EventMap["workItem.stateChanged"]["state"]["to"],
      ownerId: string | null = null,
    ) {
      const item = floor.items.get(workItemId);
      add(second, "workItem.stateChanged", {
        workItemId,
        state: { from: item?.state ?? "waiting", to },
        ownerId: { from: item?.ownerId ?? null, to: ownerId },
      });
    },
    queueAt: (second: number, id: string) => presentQueue(floor, known(floor.queues.get(id)), viewAt(second)),
    personAt: (second: number, id: string) =>
      presentPerson(floor, known(floor.people.get(id)), viewAt(second)),
  };
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("The floor does not know of this.");
  return found;
}
