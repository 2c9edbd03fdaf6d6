import type { MyWork } from "../../contract/work.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { handBackAt } from "../engine/hand-back.ts";
import { loadPeople } from "../engine/load-rows.ts";
import { loadState } from "../engine/load-state.ts";
import type { EngineState } from "../engine/state.ts";
import { whyNothing } from "../engine/why-nothing.ts";
import { getLoad, listWorkOf } from "./queries.ts";

/** What this node's engine keeps of the rows; undefined where none runs. */
export type ShowState = () => EngineState | undefined;

/** What somebody has in hand and is offered, and why they get nothing. */
export async function getMyWork(
  deps: Deps,
  { access, showState }: { access: Access; showState: ShowState },
): Promise<MyWork> {
  const { personId } = access;
  const now = deps.clock.now();
  const [items, { load, capacity }, state] = await Promise.all([
    listWorkOf(deps, personId),
    getLoad(deps, personId),
    stateFor(deps, personId, showState),
  ]);
  const isMember = (queue: { memberIds: string[] }) => queue.memberIds.includes(personId);
  return {
    now: now.toISOString(),
    items,
    load,
    capacity,
    queueIds: [...state.queues.values()].filter(isMember).map(({ id }) => id),
    why: whyNothing(state, personId, now.getTime()),
    handBackAt: firstHandBack(state, personId),
  };
}

/** They ask as soon as they have set themselves ready or away, when the engine may not have heard of it. */
async function stateFor(deps: Deps, personId: string, showState: ShowState): Promise<EngineState> {
  const state = showState();
  if (!state) return (await loadState(deps)).state;
  const rows = await loadPeople(deps.pool, [personId]);
  return { ...state, people: new Map([...state.people, ...rows.map((row) => [row.id, row] as const)]) };
}

function firstHandBack(state: EngineState, personId: string): string | null {
  const own = [...state.inHand.values()].filter(({ ownerId }) => ownerId === personId);
  const first = Math.min(...own.map((item) => handBackAt(state, item) ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(first) ? new Date(first).toISOString() : null;
}
