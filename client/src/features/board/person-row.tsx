import { memo } from "react";
import type { BoardPerson } from "../../../../server/contract/board.ts";
import type { Person } from "../../../../server/contract/people.ts";
import { spanWords } from "../../lib/figures.ts";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Cut } from "../../ui/cut.tsx";
import { LoadMeter } from "../../ui/load-meter.tsx";
import classes from "./board.module.css";
import { PersonMenu } from "./person-menu.tsx";
import { StateSince } from "./state-since.tsx";
import { WorkKinds } from "./work-kinds.tsx";

interface PersonRowProps {
  row: BoardPerson;
  person: Person | undefined;
  index: number;
  open(personId: string): void;
}

/** One person: state, since when, what is in hand, and how the day went. */
export const PersonRow = memo(function PersonRow({ row, person, index, open }: PersonRowProps) {
  const name = person?.name ?? t("common.removedPerson");
  return (
    <div className={classes.personRow} data-state={row.state}>
      <div className={classes.personName}>
        <Avatar name={name} size={32} />
        <span className={classes.words}>
          <button
            type="button"
            className={classes.open}
            data-whole
            data-row={index}
            onClick={() => open(row.personId)}
          >
            <Cut>{name}</Cut>
          </button>
          <StateSince row={row} />
        </span>
      </div>
      <div className={classes.cell}>
        <LoadMeter load={row.load} capacity={row.capacity} />
      </div>
      <div className={classes.cell}>
        <WorkKinds work={row.work} />
      </div>
      <div className={classes.cell} data-lesser>
        <span aria-hidden>{formatNumber(row.handled)}</span>
        <span className="unseen">{t("board.says.handledBy", { count: row.handled })}</span>
      </div>
      <div className={classes.cell} data-lesser>
        <span aria-hidden>{spanWords(row.ahtMs)}</span>
        <span className="unseen">{t("board.says.aht", { span: spanWords(row.ahtMs) })}</span>
      </div>
      <div className={classes.cell}>{person && <PersonMenu person={person} />}</div>
    </div>
  );
});
