import { useVirtualizer } from "@tanstack/react-virtual";
import { type HTMLAttributes, type ReactNode, useRef } from "react";
import classes from "./virtual-rows.module.css";

interface VirtualRowsProps<Row> {
  rows: Row[];
  /** Pixels; all are as high. */
  rowHeight: number;
  keyOf(row: Row): string;
  render(row: Row, index: number): ReactNode;
  /** What the rows are. */
  label: string;
  /** The names of the columns; they stay while the rows scroll. */
  head: ReactNode;
  /** In place of rows where there are none. */
  empty?: string;
  listeners?: HTMLAttributes<HTMLDivElement>;
}

/** Rows of which only those in sight are drawn. */
export function VirtualRows<Row>({
  rows,
  rowHeight,
  keyOf,
  render,
  label,
  head,
  empty,
  listeners,
}: VirtualRowsProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
    overscan: 4,
  });
  return (
    <div className={classes.scroller} ref={scroller} {...listeners}>
      {head}
      <ul className={classes.rows} style={{ height: virtual.getTotalSize() }} aria-label={label}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <li key={String(key)} className={classes.item} style={{ transform: `translateY(${start}px)` }}>
              {render(row, index)}
            </li>
          );
        })}
      </ul>
      {rows.length === 0 && empty && <p className={classes.empty}>{empty}</p>}
    </div>
  );
}
