import { Drawer, Tabs } from "@mantine/core";
import { IconCoffee } from "@tabler/icons-react";
import type { Board, BoardQueue, CountedFigure } from "../../../../../server/contract/board.ts";
import { countIn } from "../../../lib/counted.ts";
import { formatNumber } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { useQueues } from "../../../lib/work.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { useIsPast } from "../board-time.ts";
import { unanswered } from "../levels.ts";
import { type BoardPlace, closed, type Part } from "../use-place.ts";
import { CountedPanel } from "./counted-panel.tsx";
import { FloorList } from "./floor-list.tsx";
import { MemberList } from "./member-list.tsx";
import classes from "./queue-drawer.module.css";
import { QueueFigures } from "./queue-figures.tsx";
import { NothingWaits, WaitingList } from "./waiting-list.tsx";

export interface DrawerProps {
  board: Board;
  place: BoardPlace;
  go(some: BoardPlace, replace?: boolean): void;
}

const parts: Part[] = ["waiting", "service", "people", "figures"];

/** What a queue's numbers count. */
export function QueueDrawer({ board, place, go }: DrawerProps) {
  const queue = board.queues.find(({ queueId }) => queueId === place.queue);
  const span = place.span ?? "today";
  const name = useQueues().get(queue?.queueId ?? "")?.name ?? t("board.removedQueue");
  return (
    <Drawer opened={queue !== undefined} onClose={() => go(closed)} position="right" size={520} title={name}>
      {queue &&
        (place.figure ? (
          <CountedPanel
            board={board}
            figure={place.figure}
            span={span}
            of={{ queueId: queue.queueId, channelId: place.channel }}
            count={countOf(queue, place.figure, place)}
            back={() => go({ part: "figures", figure: undefined, span: undefined, channel: undefined }, true)}
          />
        ) : (
          <QueueParts queue={queue} board={board} place={place} go={go} />
        ))}
    </Drawer>
  );
}

/** Only what was handled today is counted by channel. */
function countOf(queue: BoardQueue, figure: CountedFigure, { span = "today", channel }: BoardPlace) {
  if (channel === undefined) return countIn(queue[span], figure);
  return figure === "handled" && span === "today" ? queue.handledByChannel[channel] : undefined;
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
          <FloorList of={{ queueId: queue.queueId, part: "waiting" }} row={queue} empty={<NothingWaits />} />
        ) : (
          <WaitingList queueId={queue.queueId} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="service">
        <FloorList
          of={{ queueId: queue.queueId, part: "inService" }}
          row={queue}
          empty={
            <EmptyState
              icon={<IconCoffee size={24} stroke={1.5} />}
              title={t("board.detail.nothingInService")}
            />
          }
        />
      </Tabs.Panel>
      <Tabs.Panel value="people">
        <MemberList
          people={board.people.filter(({ queueIds }) => queueIds.includes(queue.queueId))}
          open={(person) => go({ ...closed, person })}
        />
      </Tabs.Panel>
      <Tabs.Panel value="figures">
        <QueueFigures queue={queue} open={(counted) => go(counted)} />
      </Tabs.Panel>
    </Tabs>
  );
}
