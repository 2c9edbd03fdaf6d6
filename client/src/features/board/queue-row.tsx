import { memo } from "react";
import type { BoardQueue } from "../../../../server/contract/board.ts";
import type { Thresholds } from "../../../../server/contract/queues.ts";
import { shareWords, spanWords } from "../../lib/figures.ts";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Cut } from "../../ui/cut.tsx";
import classes from "./board.module.css";
import { useBoardNow } from "./board-time.ts";
import { Figure } from "./figure.tsx";
import { levelsOf, unanswered } from "./levels.ts";
import { Sparkline } from "./sparkline.tsx";
import { StateCounts } from "./state-counts.tsx";
import { peopleWords } from "./states.ts";
import type { Part } from "./use-place.ts";

interface QueueRowProps {
  queue: BoardQueue;
  name: string;
  thresholds: Thresholds;
  index: number;
  open(queueId: string, part: Part): void;
}

/** One queue: who waits, how long, who serves, and how the day went. */
export const QueueRow = memo(function QueueRow({ queue, name, thresholds, index, open }: QueueRowProps) {
  const { queueId, inService, today, people } = queue;
  const waiting = unanswered(queue);
  const show = (part: Part) => () => open(queueId, part);
  const now = useBoardNow();
  const levels = levelsOf(queue, thresholds, now);
  const waited = queue.longestSince === null ? null : now - Date.parse(queue.longestSince);
  return (
    <div className={classes.queueRow}>
      <div className={classes.queueName}>
        <button type="button" className={classes.open} data-row={index} onClick={show("figures")}>
          <Cut>{name}</Cut>
        </button>
        <button
          type="button"
          className={classes.queuePeople}
          onClick={show("people")}
          aria-label={t("board.says.people", { queue: name, people: peopleWords(people) })}
        >
          <StateCounts people={people} />
        </button>
      </div>
      <div className={classes.cell}>
        <Figure
          isLarge
          level={levels.waiting}
          says={t("board.says.waiting", { count: waiting, queue: name })}
          open={show("waiting")}
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
          open={show("waiting")}
        >
          {spanWords(waited)}
        </Figure>
      </div>
      <div className={classes.cell}>
        <Figure says={t("board.says.inService", { count: inService, queue: name })} open={show("service")}>
          {formatNumber(inService)}
        </Figure>
      </div>
      <div className={classes.cell}>
        <Figure
          level={levels.serviceLevel}
          says={t("board.says.serviceLevel", { queue: name, share: shareWords(today.serviceLevel) })}
          open={show("figures")}
        >
          {shareWords(today.serviceLevel)}
        </Figure>
      </div>
      <div className={classes.cell} data-lesser>
        <Figure
          says={t("board.says.abandoned", { count: today.abandoned, queue: name })}
          open={show("figures")}
        >
          {formatNumber(today.abandoned)}
        </Figure>
      </div>
      <div className={classes.cell} data-lesser>
        <Figure says={t("board.says.handled", { count: today.handled, queue: name })} open={show("figures")}>
          {formatNumber(today.handled)}
        </Figure>
      </div>
      <div className={classes.cell} data-least>
        <Sparkline values={queue.waitingByMinute} />
      </div>
    </div>
  );
});
