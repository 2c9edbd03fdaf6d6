import type { CountedFigure, Figures, ReportRow } from "../../../../server/contract/board.ts";
import { countedBy, countIn } from "../../lib/counted.ts";
import { t } from "../../lib/i18n.ts";
import { type FigureName, figures } from "./figures.ts";
import classes from "./reports.module.css";
import { type By, noneRow, totalRow } from "./use-report-place.ts";

interface ReportTableProps {
  report: { rows: ReportRow[]; total: Figures };
  by: By;
  wordsOf(key: string | null): string;
  open(figure: CountedFigure, row: string): void;
}

/** The figures as rows, with what they come to. */
export function ReportTable({ report: { rows, total }, by, wordsOf, open }: ReportTableProps) {
  const names = (Object.keys(figures) as FigureName[]).filter(
    // Only people have time of their own.
    (name) => name !== "occupancy" || by === "person",
  );
  const openRow = (key: string | null) => (figure: CountedFigure) => open(figure, key ?? noneRow);
  return (
    <section
      className={classes.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has only keys must be able to scroll it sideways
      tabIndex={0}
      aria-label={t("reports.table", { by: t(`reports.by.${by}`) })}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t(`reports.by.${by}`)}</th>
            {names.map((name) => (
              <th scope="col" key={name}>
                {t(`reports.figure.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" dir="auto">
                {wordsOf(row.key)}
              </th>
              {names.map((name) => (
                <FigureCell
                  key={name}
                  name={name}
                  of={row}
                  words={wordsOf(row.key)}
                  open={openRow(row.key)}
                />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("reports.total")}</th>
            {names.map((name) => (
              <FigureCell
                key={name}
                name={name}
                of={{ figures: total, occupancy: null }}
                words={t("reports.total")}
                open={(figure) => open(figure, totalRow)}
              />
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

interface FigureCellProps {
  name: FigureName;
  of: Pick<ReportRow, "figures" | "occupancy">;
  /** What its row is of. */
  words: string;
  open(figure: CountedFigure): void;
}

/** A figure that opens what it counts, where that is work and there is any. */
function FigureCell({ name, of, words, open }: FigureCellProps) {
  const shown = figures[name].words(of);
  const counted = name === "occupancy" ? undefined : countedBy[name];
  if (!counted || countIn(of.figures, counted) === 0) return <td>{shown}</td>;
  const says = t("reports.says", { figure: t(`reports.figure.${name}`), of: words, words: shown });
  return (
    <td>
      <button type="button" className={classes.figure} aria-label={says} onClick={() => open(counted)}>
        {shown}
      </button>
    </td>
  );
}
