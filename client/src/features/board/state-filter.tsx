import type { BoardPerson, FloorState } from "../../../../server/contract/board.ts";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { StateDot } from "./state-dot.tsx";
import classes from "./state-filter.module.css";
import { countStates, floorStates } from "./states.ts";

interface StateFilterProps {
  people: BoardPerson[];
  state: FloorState | undefined;
  choose(state: FloorState | undefined): void;
}

/** How many are in each state; pressed, only they are listed. */
export function StateFilter({ people, state, choose }: StateFilterProps) {
  const counts = countStates(people);
  return (
    <fieldset className={classes.filter} aria-label={t("board.filter.label")}>
      <button type="button" aria-pressed={state === undefined} onClick={() => choose(undefined)}>
        {t("board.filter.all")} <strong>{formatNumber(people.length)}</strong>
      </button>
      {floorStates.map((one) => (
        <button
          type="button"
          key={one}
          aria-pressed={state === one}
          onClick={() => choose(state === one ? undefined : one)}
        >
          <StateDot state={one} />
          {t(`board.state.${one}`)} <strong>{formatNumber(counts[one])}</strong>
        </button>
      ))}
    </fieldset>
  );
}
