import { asArrays, fromArrays } from "../../../db/row-arrays.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import { noteIdle } from "../work/note-idle.ts";
import type { Action, EngineState } from "./state.ts";

export type Rest = Extract<Action, { type: "rest" }>;

/**
 * Lets chats rest that were still for a time, unless somebody wrote since that was planned, or is at work on them. Gives
 * the items of what was done.
 */
export async function carryOutRests(
  deps: Pick<Deps, "pool" | "clock">,
  rests: readonly Rest[],
  state: EngineState,
): Promise<Set<string>> {
  const now = deps.clock.now();
  const rows = rests.map(({ itemId }) => ({
    id: itemId,
    lastActivityAt: new Date(Math.ceil(state.items.get(itemId)?.lastActivityAt ?? 0)),
  }));
  return transact(deps, async (tx) => {
    const values = [...asArrays(rows, columns), now];
    const { rows: done } = await tx.client.query<RestedRow>({ name: "engine-rest", text: restSql, values });
    for (const { id: workItemId, conversationId } of done)
      tx.append({ type: "workItem.rested", conversationId, data: { workItemId, isResting: true } });
    await noteIdle(
      tx,
      done.map(({ ownerId }) => ownerId),
      now,
    );
    return new Set(done.map(({ id }) => id));
  });
}

interface RestedRow {
  id: string;
  conversationId: string;
  ownerId: string;
}

const columns = { id: "uuid", lastActivityAt: "timestamptz" } as const;

const restSql = `
  with still as (
    select w.id from ${fromArrays(columns)} join work_items w on w.id = r.id
      join conversations c on c.id = w.conversation_id
    where w.state = 'active' and not w.is_resting and w.owner_id is not null
      and c.last_interaction_at <= r."lastActivityAt"
    order by c.id for no key update of c, w skip locked)
  update work_items w set is_resting = true, updated_at = $3 from still where w.id = still.id
  returning w.id, w.conversation_id as "conversationId", w.owner_id as "ownerId"`;
