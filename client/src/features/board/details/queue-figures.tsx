import { Link } from "@tanstack/react-router";
import type { BoardQueue, Figures } from "../../../../../server/contract/board.ts";
import { countedBy, countIn } from "../../../lib/counted.ts";
import { shareWords, spanWords } from "../../../lib/figures.ts";
import { formatNumber } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import type { BoardPlace, Span } from "../use-place.ts";
import classes from "./details.module.css";
import { FiguresTable } from "./figures-table.tsx";
import { HandledByChannel } from "./handled-by-channel.tsx";

const rows = {
  serviceLevel: ({ serviceLevel }: Figures) => shareWords(serviceLevel),
  asa: ({ asaMs }: Figures) => spanWords(asaMs),
  longestWait: ({ longestWaitMs, answered }: Figures) => spanWords(answered === 0 ? null : longestWaitMs),
  aht: ({ ahtMs }: Figures) => spanWords(ahtMs),
  arrived: ({ arrived }: Figures) => formatNumber(arrived),
  answered: ({ answered }: Figures) => formatNumber(answered),
  answeredInTime: ({ answeredInTime }: Figures) => formatNumber(answeredInTime),
  abandoned: ({ abandoned }: Figures) => formatNumber(abandoned),
  abandonmentRate: ({ abandonmentRate }: Figures) => shareWords(abandonmentRate),
  overflowed: ({ overflowed }: Figures) => formatNumber(overflowed),
  handled: ({ handled }: Figures) => formatNumber(handled),
  missed: ({ missed }: Figures) => formatNumber(missed),
  declined: ({ declined }: Figures) => formatNumber(declined),
};
const names = Object.keys(rows) as (keyof typeof rows)[];
const spans: Span[] = ["today", "thisHour"];

export interface QueueFiguresProps {
  queue: BoardQueue;
  open(counted: Pick<BoardPlace, "figure" | "span" | "channel">): void;
}

/** How a queue's day and hour went. */
export function QueueFigures({ queue, open }: QueueFiguresProps) {
  const cellOf = (name: keyof typeof rows, span: Span) => {
    const figure = countedBy[name];
    const isSomething = countIn(queue[span], figure) > 0;
    return { words: rows[name](queue[span]), open: isSomething ? () => open({ figure, span }) : undefined };
  };
  return (
    <>
      <FiguresTable
        columns={spans.map((span) => t(`board.detail.${span}`))}
        rows={names.map((name) => ({
          key: name,
          name: t(`board.figure.${name}`),
          cells: spans.map((span) => cellOf(name, span)),
        }))}
      />
      <HandledByChannel queue={queue} open={open} />
      <Link to="/reports" search={{ queueId: queue.queueId, by: "hour" }} className={classes.report}>
        {t("board.detail.report")}
      </Link>
    </>
  );
}
