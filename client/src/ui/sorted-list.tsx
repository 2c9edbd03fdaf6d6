import { ActionIcon } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { t } from "../lib/i18n.ts";
import classes from "./sorted-list.module.css";

interface SortedListProps<Row> {
  label: string;
  rows: Row[];
  nameOf(row: Row): string;
  isReadOnly: boolean;
  onSort(rows: Row[]): void;
  children(row: Row, nth: number): ReactNode;
}

/** Rows in an order of people's own: dragged by a handle, or moved by the arrow keys on it. */
export function SortedList<Row extends { id: string }>(props: SortedListProps<Row>) {
  const { label, rows, nameOf, isReadOnly, onSort, children } = props;
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string>(undefined);
  const [carried, setCarried] = useState<string>();
  const [over, setOver] = useState<string>();

  // The browser takes the focus from a row that goes elsewhere.
  useLayoutEffect(() => {
    if (!moved.current) return;
    list.current?.querySelector<HTMLElement>(`[data-handle="${moved.current}"]`)?.focus();
    moved.current = undefined;
  });

  function move(id: string, to: number) {
    const at = rows.findIndex((row) => row.id === id);
    const row = rows[at];
    if (!row || to < 0 || to >= rows.length || to === at) return;
    onSort(rows.toSpliced(at, 1).toSpliced(to, 0, row));
  }

  function moveByKey(event: KeyboardEvent, id: string, nth: number) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    moved.current = id;
    move(id, nth + by);
  }

  return (
    <ol className={classes.list} aria-label={label} ref={list}>
      {rows.map((row, nth) => (
        <li
          key={row.id}
          className={classes.row}
          data-over={(over === row.id && carried !== row.id) || undefined}
          data-carried={carried === row.id || undefined}
          onDragOver={(event) => {
            if (!carried) return;
            event.preventDefault();
            setOver(row.id);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (carried) move(carried, nth);
          }}
        >
          {!isReadOnly && (
            <ActionIcon
              className={classes.handle}
              data-handle={row.id}
              draggable
              aria-label={t("common.sort.move", { name: nameOf(row), nth: nth + 1, count: rows.length })}
              title={t("common.sort.help")}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = "move";
                event.dataTransfer.setData("text/plain", nameOf(row));
                setCarried(row.id);
              }}
              onDragEnd={() => {
                setCarried(undefined);
                setOver(undefined);
              }}
              onKeyDown={(event) => moveByKey(event, row.id, nth)}
            >
              <IconGripVertical size={16} />
            </ActionIcon>
          )}
          {children(row, nth)}
        </li>
      ))}
    </ol>
  );
}
