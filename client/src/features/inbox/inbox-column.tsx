import { type ReactNode, useLayoutEffect } from "react";
import { t } from "../../lib/i18n.ts";
import { Resizer } from "../../ui/resizer.tsx";
import classes from "./inbox-page.module.css";
import { type Column, columns, useWidths } from "./use-widths.ts";

interface InboxColumnProps {
  column: Column;
  children: ReactNode;
  /** Its line is at its left. */
  isReversed?: boolean;
}

/** A column with the line by which its width is drawn. */
export function InboxColumn({ column, children, isReversed }: InboxColumnProps) {
  const widths = useWidths();
  const width = widths.of(column);
  const { min, max } = columns[column];
  useBeside(isReversed ? width : 0);
  const resizer = (
    <Resizer
      name={t(`inbox.columns.${column}`)}
      width={width}
      min={min}
      max={max}
      isReversed={isReversed}
      onChange={(next) => widths.drag(column, next)}
      onKeep={(next) => widths.keep(column, next)}
    />
  );
  return (
    <>
      {isReversed && resizer}
      <div className={classes.column} data-column={column} style={{ width }}>
        {children}
      </div>
      {!isReversed && resizer}
    </>
  );
}

/** What floats over the page's end stays clear of a column there. */
function useBeside(width: number) {
  useLayoutEffect(() => {
    if (width === 0) return;
    const { style } = document.documentElement;
    style.setProperty("--beside", `${width}px`);
    return () => void style.removeProperty("--beside");
  }, [width]);
}
