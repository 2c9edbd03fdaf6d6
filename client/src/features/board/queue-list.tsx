import type { Board } from "../../../../server/contract/board.ts";
import { t } from "../../lib/i18n.ts";
import { useIsNarrow } from "../../lib/use-screen.ts";
import { useQueues } from "../../lib/work.ts";
import { QueueHead, QueueRow, type QueueRowProps } from "./queue-row.tsx";
import { useQueueRows } from "./use-board-rows.ts";
import { VirtualRows } from "./virtual-rows.tsx";

export function QueueList({ board, open }: Pick<QueueRowProps, "open"> & { board: Board }) {
  const queues = useQueues();
  const rows = useQueueRows(board, queues);
  const rowHeight = useIsNarrow() ? 104 : 72;
  return (
    <VirtualRows
      rows={rows}
      rowHeight={rowHeight}
      keyOf={({ queueId }) => queueId}
      label={t("board.tabs.queues")}
      head={<QueueHead />}
      render={(queue, index) => {
        const settings = queues.get(queue.queueId);
        return (
          <QueueRow
            index={index}
            queue={queue}
            name={settings?.name ?? t("board.removedQueue")}
            thresholds={settings?.thresholds ?? none}
            open={open}
          />
        );
      }}
    />
  );
}

const none = {};
