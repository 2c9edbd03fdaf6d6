import { eq } from "drizzle-orm";
import { queues } from "../../../db/schema/routing.ts";
import type { Tx } from "../../lib/transact.ts";
import { isOpen } from "./is-open.ts";
import { loadPeople, loadQueues } from "./load-rows.ts";
import { meets, stageOf } from "./need.ts";
import { roomOf } from "./room-of.ts";
import { firstOf, type Taker } from "./strategy.ts";

interface FindNext {
  queueId: string;
  weight: number;
  language: string | null;
  /** Asked only where nobody else is free, in this order. */
  last: string[];
  now: Date;
}

/** Whose turn it would be in a queue if a call came to it now. All of its people are locked, so that two calls find two. */
export async function findNextForCall(
  tx: Tx,
  { queueId, weight, language, last, now }: FindNext,
): Promise<string | undefined> {
  const at = now.getTime();
  const queue = (await loadQueues(tx.client)).find(({ id }) => id === queueId);
  if (!queue || !isOpen(queue, at)) return undefined;
  const [asks] = await tx.db
    .select({ requirements: queues.requirements })
    .from(queues)
    .where(eq(queues.id, queueId));
  const need = { requirements: asks?.requirements ?? [], language, phone: true };
  const stage = stageOf({ item: { queuedSince: at, waitingSince: at }, need }, queue, at);
  const rooms = await roomOf(tx, queue.memberIds);
  const free = (await loadPeople(tx.client, [...rooms.keys()])).flatMap((person): Taker[] => {
    const has = rooms.get(person.id);
    if (!has?.canCarry || has.room < weight || !meets(person, need, stage)) return [];
    const load = person.capacity - has.room;
    const { lastOfferedAt } = person;
    return [{ person, load, lastOfferedAt, turn: 0, hasWeightless: false, hasCall: false }];
  });
  const others = free.filter(({ person }) => !last.includes(person.id));
  return firstOf(others, queue)?.person.id ?? last.find((id) => free.some(({ person }) => person.id === id));
}
