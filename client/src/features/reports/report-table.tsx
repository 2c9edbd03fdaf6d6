import type { Figures, ReportRow } from "../../../../server/contract/board.ts";
import { t } from "../../lib/i18n.ts";
import { type FigureName, figures } from "./figures.ts";
import classes from "./reports.module.css";
import type { By } from "./use-report-place.ts";

interface ReportTableProps {
  report: { rows: ReportRow[]; total: Figures };
  by: By;
  wordsOf(key: string | null): string;
}

/** The figures as rows, with what they come to. */
export function ReportTable({ report: { rows, total }, by, wordsOf }: ReportTableProps) {
  const names = (Object.keys(figures) as FigureName[]).filter(
    // Only people have time of their own.
    (name) => name !== "occupancy" || by === "person",
  );
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
                <td key={name}>{figures[name].words(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("reports.total")}</th>
            {names.map((name) => (
              <td key={name}>{figures[name].words({ figures: total, occupancy: null })}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
