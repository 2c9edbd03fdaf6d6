import { asArrays, fromArrays } from "../../../db/row-arrays.ts";
import type { WorkKind } from "../../../db/schema/routing.ts";
import type { Deps } from "../../lib/deps.ts";
import { uuids } from "../../lib/rows.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import { roomOf, takeRoom } from "./room-of.ts";
import type { Action } from "./state.ts";

export type Offer = Extract<Action, { type: "offer" }>;

/**
 * Holds out work to people, in one transaction: to those who are still ready and have room, what still waits in that
 * queue and nobody has locked. Gives the items of what was done.
 */
export async function carryOutOffers(
  deps: Pick<Deps, "pool" | "clock">,
  offers: readonly Offer[],
): Promise<Set<string>> {
  return transact(deps, async (tx) => {
    const room = await roomOf(
      tx,
      offers.map(({ personId }) => personId),
    );
    const waiting = await lockWaiting(tx, offers);
    const made = offers.filter(({ itemId, personId, queueId }) => {
      const item = waiting.get(itemId);
      return item?.queueId === queueId && takeRoom(room, personId, item);
    });
    if (made.length > 0) await writeOffers(tx, made, deps.clock.now());
    for (const { itemId: workItemId, personId, queueId, endsAt } of made) {
      const until = new Date(endsAt).toISOString();
      const conversationId = waiting.get(workItemId)?.conversationId;
      tx.append({ type: "workItem.offered", conversationId, data: { workItemId, queueId, personId, until } });
    }
    return new Set(made.map(({ itemId }) => itemId));
  });
}

interface WaitingRow {
  id: string;
  conversationId: string;
  queueId: string | null;
  kind: WorkKind;
  weight: number;
}

async function lockWaiting(tx: Tx, offers: readonly Offer[]): Promise<Map<string, WaitingRow>> {
  const { rows } = await tx.client.query<WaitingRow>({
    name: "engine-lock-waiting",
    text: lockWaitingSql,
    values: [uuids(offers.map(({ itemId }) => itemId))],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

const lockWaitingSql = `
  select w.id, w.conversation_id as "conversationId", w.queue_id as "queueId", w.kind, w.weight from work_items w
  where w.id = any($1::uuid[]) and w.state = 'waiting' order by w.id for no key update skip locked`;

async function writeOffers(tx: Tx, made: readonly Offer[], now: Date): Promise<void> {
  const rows = made.map(({ itemId, personId, endsAt }) => ({ itemId, personId, endsAt: new Date(endsAt) }));
  const values = [...asArrays(rows, columns), now];
  await tx.client.query({ name: "engine-offer", text: offerSql, values });
}

const columns = { itemId: "uuid", personId: "uuid", endsAt: "timestamptz" } as const;

/** Whoever passed on it gets it again only when everybody has, and then the round begins anew. */
const offerSql = `
  with r as (select * from ${fromArrays(columns)}),
  offered as (
    update work_items w set state = 'offered', offered_to = r."personId", offer_ends_at = r."endsAt", updated_at = $4,
      passed_by = case when r."personId" = any(w.passed_by) then null else w.passed_by end
    from r where w.id = r."itemId" returning w.conversation_id, r."personId"),
  seen as (
    insert into conversation_people (conversation_id, person_id, reason)
    select conversation_id, "personId", 'offered' from offered on conflict do nothing)
  update people set last_offered_at = $4 where id in (select "personId" from r)`;
