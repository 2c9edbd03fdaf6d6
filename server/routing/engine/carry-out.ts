import type { Deps } from "../../lib/deps.ts";
import { type Assign, carryOutAssigns } from "./carry-out-assigns.ts";
import { carryOutOffers, type Offer } from "./carry-out-offers.ts";
import { carryOutStep, type StepAction } from "./carry-out-step.ts";
import type { Undone } from "./put-offs.ts";
import type { Action, EngineState } from "./state.ts";

const offersAtOnce = 500;
const assignsAtOnce = 25;
const lanes = 4;

/**
 * Carries out what was planned on a state, as far as the rows still are so. One that fails keeps nothing else from being
 * done. Gives what was not done.
 */
export async function carryOut(
  deps: Pick<Deps, "pool" | "clock" | "log">,
  state: EngineState,
  actions: readonly Action[],
  ended: AbortSignal,
): Promise<Undone[]> {
  const undone: Undone[] = [];

  async function attempt<A extends Action>(
    some: readonly A[],
    work: (some: readonly A[]) => Promise<ReadonlySet<string>>,
  ): Promise<void> {
    if (ended.aborted) return;
    try {
      const done = await work(some);
      const left = some.filter(({ itemId }) => !done.has(itemId));
      undone.push(...left.map((action) => ({ action, hasFailed: false })));
    } catch (err) {
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
  await inLanes(chunksOf(actions.filter(isAssign), assignsAtOnce), (some) =>
    attempt(some, (chunk) => carryOutAssigns(deps, chunk)),
  );
  for (const some of chunksOf(actions.filter(isOffer), offersAtOnce))
    await attempt(some, (chunk) => carryOutOffers(deps, chunk));
  return undone;
}

const isOffer = (action: Action): action is Offer => action.type === "offer";
const isAssign = (action: Action): action is Assign => action.type === "assign";
const isStep = (action: Action): action is StepAction => !isOffer(action) && !isAssign(action);

async function inLanes<T>(all: T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = all.values();
  async function lane() {
    for (const each of left) await work(each);
  }
  await Promise.all(Array.from({ length: lanes }, lane));
}

const chunksOf = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, nth) => all.slice(nth * size, (nth + 1) * size));
