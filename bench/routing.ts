import { nextMoment } from "../server/routing/engine/next-moment.ts";
import { plan } from "../server/routing/engine/plan.ts";
import { dropItem, putItem } from "../server/routing/engine/put-item.ts";
import type { Action, EngineState } from "../server/routing/engine/state.ts";
import { type Bench, limitFigure, median } from "./figure.ts";
import { pick } from "./large/random.ts";
import { busyFloor } from "./routing-floor.ts";

const rounds = 300;

/** What the engine does between two looks at the database: deciding what is to be done, and when to look again. */
export const deciding: Bench = {
  name: "routing, one decision",
  async run() {
    const start = Date.now();
    const oneFree = decisions(busyFloor(start), start);
    const unlucky = busyFloor(start);
    free(unlucky, 100);
    askForTheRare(unlucky);
    const nobodyFits = decisions(unlucky, start);
    return [
      limitFigure("one decision over 10,000 waiting, somebody free, p50", median(oneFree), "ms", 5),
      limitFigure(
        "one decision over 10,000 waiting, 100 free whom none suits, p50",
        median(nobodyFits),
        "ms",
        5,
      ),
    ];
  },
};

/** Each round a chat ends, and whoever had it may get something else. */
function decisions(state: EngineState, start: number): number[] {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const now = start + round * 20;
    dropItem(state, `chat ${pick(round, 80, state.people.size)} ${round % 3}`);
    const began = performance.now();
    const actions = plan(state, now);
    nextMoment(state, now);
    times.push(performance.now() - began);
    for (const action of actions) take(state, action);
  }
  return times;
}

function take(state: EngineState, action: Action) {
  const item = state.items.get(action.itemId);
  if (action.type !== "offer" || !item) return;
  putItem(state, { ...item, state: "active", ownerId: action.personId, lastActivityAt: action.endsAt });
}

function free(state: EngineState, people: number) {
  const ids = new Set([...state.people.keys()].slice(0, people));
  for (const { id, ownerId } of [...state.inHand.values()])
    if (ownerId && ids.has(ownerId)) dropItem(state, id);
}

/** Nobody has the level that all of the waiting work now asks for. */
function askForTheRare(state: EngineState) {
  const rare = { skillId: "skill 0", level: 6, relaxAfterSeconds: null };
  for (const { item } of [...state.lines.values()].flat()) {
    putItem(state, { ...item, requirements: [...item.requirements, rare] });
  }
}
