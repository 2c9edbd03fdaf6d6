import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { Board } from "../../../../server/contract/board.ts";
import { t } from "../../lib/i18n.ts";
import { useIsNarrow } from "../../lib/use-screen.ts";
import { useQueues } from "../../lib/work.ts";
import classes from "./board.module.css";
import { QueueRow } from "./queue-row.tsx";
import { useQueueRows } from "./use-board-rows.ts";
import type { Part } from "./use-place.ts";

interface QueueListProps {
  board: Board;
  open(queueId: string, part: Part): void;
}

const columns = [
  { name: "waiting" },
  { name: "longest" },
  { name: "inService" },
  { name: "serviceLevel" },
  { name: "abandoned", lesser: true },
  { name: "handled", lesser: true },
  { name: "lastHour", least: true },
] as const;

export function QueueList({ board, open }: QueueListProps) {
  const queues = useQueues();
  const rowHeight = useIsNarrow() ? 104 : 72;
  const rows = useQueueRows(board, queues);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.queueId ?? index,
    overscan: 4,
  });
  return (
    <div className={classes.scroller} ref={scroller}>
      <div className={classes.queueHead} aria-hidden>
        <span>{t("board.queue")}</span>
        {columns.map(({ name, ...rank }) => (
          <span
            key={name}
            className={classes.headCell}
            data-lesser={"lesser" in rank || undefined}
            data-least={"least" in rank || undefined}
          >
            {t(`board.column.${name}`)}
          </span>
        ))}
      </div>
      <ul
        className={classes.rows}
        style={{ height: virtual.getTotalSize() }}
        aria-label={t("board.tabs.queues")}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const queue = rows[index];
          if (!queue) return null;
          const settings = queues.get(queue.queueId);
          return (
            <li key={String(key)} className={classes.item} style={{ transform: `translateY(${start}px)` }}>
              <QueueRow
                index={index}
                queue={queue}
                name={settings?.name ?? t("board.removedQueue")}
                thresholds={settings?.thresholds ?? none}
                open={open}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const none = {};
