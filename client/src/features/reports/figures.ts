import type { Figures, ReportRow } from "../../../../server/contract/board.ts";
import { shareWords, spanWords } from "../../lib/figures.ts";
import { formatNumber } from "../../lib/format.ts";

type Row = Pick<ReportRow, "figures" | "occupancy">;

interface Figure {
  value(row: Row): number | null;
  words(row: Row): string;
}

const count = (pick: (figures: Figures) => number): Figure => ({
  value: (row) => pick(row.figures),
  words: (row) => formatNumber(pick(row.figures)),
});
const share = (pick: (row: Row) => number | null): Figure => ({
  value: pick,
  words: (row) => shareWords(pick(row)),
});
const span = (pick: (figures: Figures) => number | null): Figure => ({
  value: (row) => pick(row.figures),
  words: (row) => spanWords(pick(row.figures)),
});

/** What the table and the chart show, in their order. */
export const figures = {
  arrived: count(({ arrived }) => arrived),
  answered: count(({ answered }) => answered),
  serviceLevel: share((row) => row.figures.serviceLevel),
  asa: span(({ asaMs }) => asaMs),
  longestWait: span(({ longestWaitMs, answered }) => (answered === 0 ? null : longestWaitMs)),
  abandoned: count(({ abandoned }) => abandoned),
  abandonmentRate: share((row) => row.figures.abandonmentRate),
  handled: count(({ handled }) => handled),
  aht: span(({ ahtMs }) => ahtMs),
  missed: count(({ missed }) => missed),
  occupancy: share((row) => row.occupancy),
};
export type FigureName = keyof typeof figures;
