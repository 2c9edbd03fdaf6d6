import type { BoardQueue } from "../../../../../server/contract/board.ts";
import type { Thresholds } from "../../../../../server/contract/queues.ts";
import { shareWords, spanWords } from "../../../lib/figures.ts";
import { formatNumber } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { useBoardNow } from "../board-time.ts";
import { LevelIcon } from "../figure.tsx";
import { levelsOf, unanswered, worst } from "../levels.ts";
import classes from "./wall.module.css";

interface WallTileProps {
  queue: BoardQueue;
  name: string;
  thresholds: Thresholds;
}

/** One queue from five metres: who waits, large, on the ground of how it stands. */
export function WallTile({ queue, name, thresholds }: WallTileProps) {
  const now = useBoardNow();
  const levels = levelsOf(queue, thresholds, now);
  const level = worst(levels);
  const longest = queue.longestSince === null ? null : now - Date.parse(queue.longestSince);
  const lesser = [
    [t("board.column.longest"), spanWords(longest), levels.longest],
    [t("board.column.inService"), formatNumber(queue.inService), "plain"],
    [t("board.wall.inTime"), shareWords(queue.today.serviceLevel), levels.serviceLevel],
  ] as const;
  return (
    <section className={classes.tile} data-level={level} aria-label={name}>
      <h2 className={classes.name}>
        <span className="cut" dir="auto">
          {name}
        </span>
        <LevelIcon level={level} size="0.9em" />
        {level !== "plain" && <span className="unseen">{t(`board.level.${level}`)}</span>}
      </h2>
      <p className={classes.waiting}>
        <span className={classes.number}>{formatNumber(unanswered(queue))}</span>
        <span className={classes.word}>{t("board.column.waiting")}</span>
      </p>
      <dl className={classes.lesser}>
        {lesser.map(([name, words, itsLevel]) => (
          <div key={name} data-level={itsLevel}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
