import { memo } from "react";
import type { BoardPerson } from "../../../../server/contract/board.ts";
import type { Person } from "../../../../server/contract/people.ts";
import { spanWords } from "../../lib/figures.ts";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Cut } from "../../ui/cut.tsx";
import { LoadMeter } from "../../ui/load-meter.tsx";
import { Figure } from "./figure.tsx";
import { PersonMenu } from "./person-menu.tsx";
import classes from "./person-row.module.css";
import row from "./row.module.css";
import { StateSince } from "./state-since.tsx";
import type { BoardPlace } from "./use-place.ts";
import { WorkKinds } from "./work-kinds.tsx";

export interface PersonRowProps {
  row: BoardPerson;
  person: Person | undefined;
  index: number;
  open(personId: string, counted?: Pick<BoardPlace, "figure">): void;
}

/** One person: state, since when, what is in hand, and how the day went. */
export const PersonRow = memo(function PersonRow({ row: shown, person, index, open }: PersonRowProps) {
  const { personId, state, load, capacity, work, handled, ahtMs } = shown;
  const name = person?.name ?? t("common.removedPerson");
  const showHandled = () => open(personId, { figure: "handled" });
  return (
    <div className={`${row.row} ${classes.row}`} data-state={state}>
      <div className={classes.person}>
        <Avatar name={name} size={32} />
        <span className={classes.words}>
          <button
            type="button"
            className={row.open}
            data-whole
            data-row={index}
            onClick={() => open(personId)}
          >
            <Cut className={classes.name}>{name}</Cut>
          </button>
          <StateSince row={shown} />
        </span>
      </div>
      <div className={classes.cell}>
        <LoadMeter load={load} capacity={capacity} />
      </div>
      <div className={classes.cell}>
        <WorkKinds work={work} />
      </div>
      <div className={`${classes.figure} ${row.above}`} data-lesser>
        <Figure says={t("board.says.handledBy", { count: handled, name })} open={showHandled}>
          {formatNumber(handled)}
        </Figure>
      </div>
      <div className={`${classes.figure} ${row.above}`} data-lesser>
        <Figure says={t("board.says.aht", { span: spanWords(ahtMs), name })} open={showHandled}>
          {spanWords(ahtMs)}
        </Figure>
      </div>
      <div className={classes.cell}>{person && <PersonMenu person={person} work={work} />}</div>
    </div>
  );
});

export const PersonHead = () => (
  <div className={`${row.head} ${classes.head}`} aria-hidden>
    <span>{t("board.column.person")}</span>
    <span>{t("board.column.load")}</span>
    <span>{t("board.column.work")}</span>
    <span className={classes.figure} data-lesser>
      {t("board.column.handled")}
    </span>
    <span className={classes.figure} data-lesser>
      {t("board.column.aht")}
    </span>
  </div>
);
