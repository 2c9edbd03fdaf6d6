import type { BoardPerson, FloorState } from "../../../../server/contract/board.ts";
import { formatNumber } from "../../lib/format.ts";
import { locale, t } from "../../lib/i18n.ts";
import type { Meaning } from "../../ui/status-word.tsx";

/** Who can take something first, who is not there last. */
export const floorStates: FloorState[] = ["ready", "working", "wrapUp", "busy", "away", "offline"];

export const meanings: Record<FloorState, Meaning> = {
  ready: "good",
  working: "plain",
  wrapUp: "plain",
  busy: "late",
  away: "waiting",
  offline: "plain",
};

/** `3 ready · 5 working`: those that there are. */
export const peopleWords = (people: StateCounts): string =>
  floorStates
    .filter((state) => people[state] > 0)
    .map((state) => `${formatNumber(people[state])} ${t(`board.state.${state}`).toLocaleLowerCase(locale())}`)
    .join(" · ") || t("board.detail.nobody");

export type StateCounts = Record<FloorState, number>;

export function countStates(people: BoardPerson[]): StateCounts {
  const counts: StateCounts = { ready: 0, working: 0, wrapUp: 0, busy: 0, away: 0, offline: 0 };
  for (const { state } of people) counts[state] += 1;
  return counts;
}

/** By state, and in it whoever is so for longest first. */
export function byState(a: BoardPerson, b: BoardPerson): number {
  const order = floorStates.indexOf(a.state) - floorStates.indexOf(b.state);
  return order || a.since.localeCompare(b.since) || a.personId.localeCompare(b.personId);
}
