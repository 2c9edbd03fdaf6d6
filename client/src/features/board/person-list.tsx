import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { Board, FloorState } from "../../../../server/contract/board.ts";
import { usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { useHand } from "../../ui/use-hand.ts";
import classes from "./board.module.css";
import { PersonRow } from "./person-row.tsx";
import { StateFilter } from "./state-filter.tsx";
import { usePersonRows } from "./use-board-rows.ts";

interface PersonListProps {
  board: Board;
  /** Only those in it. */
  state: FloorState | undefined;
  choose(state: FloorState | undefined): void;
  open(personId: string): void;
}

const rowHeight = 56;
const columns = ["load", "work", "handled", "aht"] as const;

export function PersonList({ board, state, choose, open }: PersonListProps) {
  const people = usePeople();
  const hand = useHand();
  const rows = usePersonRows(board, state, hand.isThere);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.personId ?? index,
    overscan: 4,
  });
  return (
    <>
      <StateFilter people={board.people} state={state} choose={choose} />
      <div className={classes.scroller} ref={scroller} {...hand.listeners}>
        <div className={classes.personHead} aria-hidden>
          <span>{t("board.column.person")}</span>
          {columns.map((name, index) => (
            <span key={name} className={classes.headCell} data-lesser={index > 1 || undefined}>
              {t(`board.column.${name}`)}
            </span>
          ))}
        </div>
        <ul
          className={classes.rows}
          style={{ height: virtual.getTotalSize() }}
          aria-label={t("board.tabs.people")}
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <li key={String(key)} className={classes.item} style={{ transform: `translateY(${start}px)` }}>
                <PersonRow index={index} row={row} person={people.get(row.personId)} open={open} />
              </li>
            );
          })}
        </ul>
        {rows.length === 0 && <p className={classes.nobody}>{t("board.noPeople")}</p>}
      </div>
    </>
  );
}
