import type { CountedFigure } from "../../contract/board.ts";
import type { Tally } from "../floor/tally.ts";
import { tallyColumns } from "../tally-columns.ts";

type Count = Exclude<CountedFigure, "late">;

/** How often something counts for a figure: once or not at all of one event, or of a quarter of an hour together. */
export function countOf(figure: CountedFigure, adds: Partial<Tally>): number {
  if (figure !== "late") return adds[figure] ?? 0;
  return (adds.answered ?? 0) - (adds.answeredInTime ?? 0);
}

/** The same as SQL over a row of work_tallies named `t`. */
export const countSql = (figure: CountedFigure): string =>
  figure === "late" ? `${columnOf("answered")} - ${columnOf("answeredInTime")}` : columnOf(figure);

const columnOf = (figure: Count) => `t.${tallyColumns.find(({ key }) => key === figure)?.name}`;
