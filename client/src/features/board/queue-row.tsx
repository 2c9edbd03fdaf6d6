import { memo } from "react";
import type { BoardQueue } from "../../../../server/contract/board.ts";
import type { Thresholds } from "../../../../server/contract/queues.ts";
import { shareWords, spanWords } from "../../lib/figures.ts";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Cut } from "../../ui/cut.tsx";
import { useBoardNow } from "./board-time.ts";
import { Figure } from "./figure.tsx";
import { levelsOf, unanswered } from "./levels.ts";
import classes from "./queue-row.module.css";
import row from "./row.module.css";
import { Sparkline } from "./sparkline.tsx";
import { StateCounts } from "./state-counts.tsx";
import { peopleWords } from "./states.ts";
import type { BoardPlace } from "./use-place.ts";

export interface QueueRowProps {
  queue: BoardQueue;
  name: string;
  thresholds: Thresholds;
  index: number;
  open(queueId: string, what: Pick<BoardPlace, "part" | "figure">): void;
}

const columns = [
  { name: "waiting" },
  { name: "longest" },
  { name: "inService" },
  { name: "serviceLevel" },
  { name: "abandoned", lesser: true },
  { name: "handled", lesser: true },
  { name: "lastHour", least: true },
] as const;

export const QueueHead = () => (
  <div className={`${row.head} ${classes.head}`} aria-hidden>
    <span>{t("board.queue")}</span>
    {columns.map(({ name, ...rank }) => (
      <span
        key={name}
        className={classes.headCell}
        data-lesser={"lesser" in rank || undefined}
        data-least={"least" in rank || undefined}
      >
        {t(`board.column.${name}`)}
      </span>
    ))}
  </div>
);

/** One queue: who waits, how long, who serves, and how the day went. */
export const QueueRow = memo(function QueueRow({ queue, name, thresholds, index, open }: QueueRowProps) {
  const { queueId, inService, today, people } = queue;
  const waiting = unanswered(queue);
  const show = (what: Pick<BoardPlace, "part" | "figure">) => () => open(queueId, what);
  const now = useBoardNow();
  const levels = levelsOf(queue, thresholds, now);
  const waited = queue.longestSince === null ? null : now - Date.parse(queue.longestSince);
  return (
    <div className={`${row.row} ${classes.row}`}>
      <div className={classes.title}>
        <button type="button" className={row.open} data-row={index} onClick={show({ part: "figures" })}>
          <Cut className={classes.name}>{name}</Cut>
        </button>
        <button type="button" className={row.open} onClick={show({ part: "people" })}>
          <span className="unseen">
            {t("board.says.people", { queue: name, people: peopleWords(people) })}
          </span>
          <span className={classes.people}>
            <StateCounts people={people} />
          </span>
        </button>
      </div>
      <div className={classes.cell}>
        <Figure
          isLarge
          level={levels.waiting}
          says={t("board.says.waiting", { count: waiting, queue: name })}
          open={show({ part: "waiting" })}
        >
          {formatNumber(waiting)}
        </Figure>
      </div>
      <div className={classes.cell}>
        <Figure
          level={levels.longest}
          says={t("board.says.longest", {
            queue: name,
            span: waited === null ? t("board.says.nobodyWaits") : spanWords(waited),
          })}
          open={show({ part: "waiting" })}
        >
          {spanWords(waited)}
        </Figure>
      </div>
      <div className={classes.cell}>
        <Figure
          says={t("board.says.inService", { count: inService, queue: name })}
          open={show({ part: "service" })}
        >
          {formatNumber(inService)}
        </Figure>
      </div>
      <div className={classes.cell}>
        <Figure
          level={levels.serviceLevel}
          says={t("board.says.serviceLevel", { queue: name, share: shareWords(today.serviceLevel) })}
          open={show({ figure: "late" })}
        >
          {shareWords(today.serviceLevel)}
        </Figure>
      </div>
      <div className={classes.cell} data-lesser>
        <Figure
          says={t("board.says.abandoned", { count: today.abandoned, queue: name })}
          open={show({ figure: "abandoned" })}
        >
          {formatNumber(today.abandoned)}
        </Figure>
      </div>
      <div className={classes.cell} data-lesser>
        <Figure
          says={t("board.says.handled", { count: today.handled, queue: name })}
          open={show({ figure: "handled" })}
        >
          {formatNumber(today.handled)}
        </Figure>
      </div>
      <div className={classes.cell} data-least>
        <Sparkline values={queue.waitingByMinute} />
      </div>
    </div>
  );
});
