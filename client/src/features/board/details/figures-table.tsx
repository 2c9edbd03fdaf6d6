import { t } from "../../../lib/i18n.ts";
import { Figure } from "../figure.tsx";
import classes from "./figures-table.module.css";

interface Cell {
  words: string;
  /** Where there is something to look into. */
  open?: () => void;
}

interface FiguresTableProps {
  /** What a column is of; drawn where there are several. */
  columns: string[];
  rows: { key: string; name: string; cells: Cell[] }[];
}

/** Figures by name; each opens what it counts. */
export function FiguresTable({ columns, rows }: FiguresTableProps) {
  return (
    <table className={classes.table}>
      {columns.length > 1 && (
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map(({ key, name, cells }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {cells.map(({ words, open }, nth) => (
              <td key={columns[nth]}>
                {open ? (
                  <Figure
                    says={t("board.says.figure", { figure: name, span: columns[nth] ?? "", words })}
                    open={open}
                  >
                    {words}
                  </Figure>
                ) : (
                  words
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
