import { Drawer, Tabs } from "@mantine/core";
import type { Board, BoardQueue } from "../../../../../server/contract/board.ts";
import { formatNumber } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { useQueues } from "../../../lib/work.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { useIsPast } from "../board-time.ts";
import { unanswered } from "../levels.ts";
import type { BoardPlace, Part } from "../use-place.ts";
import classes from "./details.module.css";
import { MemberList } from "./member-list.tsx";
import { QueueFigures } from "./queue-figures.tsx";
import { ServiceList } from "./service-list.tsx";
import { WaitingList } from "./waiting-list.tsx";

export interface DrawerProps {
  board: Board;
  place: BoardPlace;
  go(some: BoardPlace, replace?: boolean): void;
}

const parts: Part[] = ["waiting", "service", "people", "figures"];

/** What a queue's numbers count. */
export function QueueDrawer({ board, place, go }: DrawerProps) {
  const queue = board.queues.find(({ queueId }) => queueId === place.queue);
  const name = useQueues().get(queue?.queueId ?? "")?.name ?? t("board.removedQueue");
  return (
    <Drawer
      opened={queue !== undefined}
      onClose={() => go({ queue: undefined, part: undefined })}
      position="right"
      size={520}
      title={name}
    >
      {queue && <QueueParts queue={queue} board={board} place={place} go={go} />}
    </Drawer>
  );
}

function QueueParts({ queue, board, place, go }: DrawerProps & { queue: BoardQueue }) {
  const isPast = useIsPast();
  const counts: Partial<Record<Part, number>> = {
    waiting: unanswered(queue),
    service: queue.inService + queue.wrapUp,
    people: Object.values(queue.people).reduce((sum, count) => sum + count, 0),
  };
  return (
    <Tabs
      value={place.part ?? "figures"}
      onChange={(part) => go({ part: part as Part }, true)}
      keepMounted={false}
    >
      <Tabs.List grow aria-label={t("board.part.label")}>
        {parts.map((part) => (
          <Tabs.Tab value={part} key={part} className={classes.tab}>
            {t(`board.part.${part}`)}
            {counts[part] !== undefined && (
              <span className={classes.count}>{formatNumber(counts[part])}</span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="waiting">
        {isPast ? (
          <EmptyState title={t("board.past.notKept")} text={t("board.past.notKeptText")} />
        ) : (
          <WaitingList queueId={queue.queueId} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="service">
        <ServiceList people={board.people} queueId={queue.queueId} />
      </Tabs.Panel>
      <Tabs.Panel value="people">
        <MemberList
          people={board.people.filter(({ queueIds }) => queueIds.includes(queue.queueId))}
          open={(person) => go({ person, queue: undefined, part: undefined })}
        />
      </Tabs.Panel>
      <Tabs.Panel value="figures">
        <QueueFigures queue={queue} />
      </Tabs.Panel>
    </Tabs>
  );
}
