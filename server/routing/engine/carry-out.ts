import type { Deps } from "../../lib/deps.ts";
import { type Assign, carryOutAssigns } from "./carry-out-assigns.ts";
import { carryOutCall } from "./carry-out-call.ts";
import { carryOutOffers, type Offer } from "./carry-out-offers.ts";
import { carryOutRests, type Rest } from "./carry-out-rests.ts";
import { carryOutStep, type StepAction } from "./carry-out-step.ts";
import type { Undone } from "./put-offs.ts";
import type { Action, EngineState } from "./state.ts";

/** Each of these goes through its conversation. */
const assignsAtOnce = 25;
const lanes = 4;

/**
 * Carries out what was planned on a state, as far as the rows still are so. One that fails keeps nothing else from being
 * done. Gives what was not done.
 * @throws when the database is away.
 */
export async function carryOut(
  deps: Deps,
  state: EngineState,
  actions: readonly Action[],
  ended: AbortSignal,
): Promise<Undone[]> {
  const undone: Undone[] = [];

  async function attempt<A extends Action>(
    some: readonly A[],
    work: (some: readonly A[]) => Promise<ReadonlySet<string>>,
  ): Promise<void> {
    if (ended.aborted || some.length === 0) return;
    try {
      const done = await work(some);
      const left = some.filter(({ itemId }) => !done.has(itemId));
      undone.push(...left.map((action) => ({ action, hasFailed: false })));
    } catch (err) {
      // Where the database is away, nothing else will go either.
      await deps.pool.query("select");
      if (some.length > 1) for (const action of some) await attempt([action], work);
      else undone.push(...some.map((action) => ({ action, hasFailed: true })));
      if (some.length === 1)
        deps.log.error({ err, action: some[0] }, "Work could not be given out as planned");
    }
  }

  // What ends makes room, and comes first.
  await inLanes(chunksOf(actions.filter(isStep), 1), (some) =>
    attempt(some, async ([action]) => {
      const isDone = action && (await carryOutStep(deps, action, state.items.get(action.itemId)));
      return new Set(isDone ? [action.itemId] : []);
    }),
  );
  await attempt(actions.filter(isRest), (rests) => carryOutRests(deps, rests, state));
  const assigns = actions.filter(isAssign);
  const isCall = ({ itemId }: Assign) => state.items.get(itemId)?.kind === "call";
  await inLanes(
    chunksOf(
      assigns.filter((assign) => !isCall(assign)),
      assignsAtOnce,
    ),
    (some) => attempt(some, (chunk) => carryOutAssigns(deps, chunk)),
  );
  await inLanes(assigns.filter(isCall), (call) => attempt([call], () => carryOutCall(deps, call)));
  await attempt(actions.filter(isOffer), (offers) => carryOutOffers(deps, offers));
  return undone;
}

const isOffer = (action: Action): action is Offer => action.type === "offer";
const isAssign = (action: Action): action is Assign => action.type === "assign";
const isRest = (action: Action): action is Rest => action.type === "rest";
const isStep = (action: Action): action is StepAction =>
  !isOffer(action) && !isAssign(action) && !isRest(action);

async function inLanes<T>(all: T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = all.values();
  async function lane() {
    for (const each of left) await work(each);
  }
  await Promise.all(Array.from({ length: lanes }, lane));
}

const chunksOf = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, nth) => all.slice(nth * size, (nth + 1) * size));
