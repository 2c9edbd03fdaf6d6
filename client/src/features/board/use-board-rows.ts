import { useMemo, useRef } from "react";
import type { Board, BoardPerson, BoardQueue, FloorState } from "../../../../server/contract/board.ts";
import type { Queue } from "../../../../server/contract/queues.ts";
import { byState } from "./states.ts";

const names = new Intl.Collator();

/** Queues by name. */
export function useQueueRows(board: Board, queues: Map<string, Queue>): BoardQueue[] {
  return useMemo(() => {
    const nameOf = ({ queueId }: BoardQueue) => queues.get(queueId)?.name ?? "";
    return board.queues.toSorted((a, b) => names.compare(nameOf(a), nameOf(b)));
  }, [board.queues, queues]);
}

/** People by state, or those in one; while somebody's hand is there each stays in its place. */
export function usePersonRows(board: Board, state: FloorState | undefined, isHeld: boolean): BoardPerson[] {
  const kept = useRef<string[]>([]);
  return useMemo(() => {
    const shown = state ? board.people.filter((person) => person.state === state) : board.people;
    const rows = isHeld ? inOrder(shown, kept.current) : shown.toSorted(byState);
    kept.current = rows.map(({ personId }) => personId);
    return rows;
  }, [board.people, state, isHeld]);
}

/** Whoever is new comes last. */
function inOrder(people: BoardPerson[], order: string[]): BoardPerson[] {
  const places = new Map(order.map((personId, place) => [personId, place]));
  const placeOf = ({ personId }: BoardPerson) => places.get(personId) ?? order.length;
  return people.toSorted((a, b) => placeOf(a) - placeOf(b) || byState(a, b));
}
