import { ActionIcon, Modal } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from "@tabler/icons-react";
import { useEffect } from "react";
import type { Board } from "../../../../../server/contract/board.ts";
import { t } from "../../../lib/i18n.ts";
import { clockTime } from "../../../lib/time.ts";
import { useQueues } from "../../../lib/work.ts";
import { Word } from "../../../ui/status-word.tsx";
import { useBoardNow, useIsPast } from "../board-time.ts";
import { StateDot } from "../state-dot.tsx";
import { countStates, floorStates } from "../states.ts";
import { useQueueRows } from "../use-board-rows.ts";
import { pageFor } from "./page-for.ts";
import { useTurning } from "./use-turning.ts";
import classes from "./wall.module.css";
import { WallTile } from "./wall-tile.tsx";

/** The queues on a wall: as large as they fit, nothing to scroll, page by page. */
export function Wall({ board, leave }: { board: Board; leave(): void }) {
  const queues = useQueues();
  const rows = useQueueRows(board, queues);
  const { ref, width, height } = useElementSize();
  const { columns, lines } = pageFor(width, height, rows.length);
  const perPage = columns * lines;
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const turning = useTurning(pages);
  useFullScreen();
  const first = turning.page * perPage;
  return (
    <Modal
      opened
      onClose={leave}
      fullScreen
      withCloseButton={false}
      padding={0}
      title={t("board.wall.label")}
      classNames={{ header: "unseen", body: classes.wall }}
      transitionProps={{ duration: 0 }}
    >
      <div
        className={classes.tiles}
        ref={ref}
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          gridTemplateRows: `repeat(${lines}, minmax(0, 1fr))`,
        }}
      >
        {width > 0 &&
          rows.slice(first, first + perPage).map((queue) => {
            const settings = queues.get(queue.queueId);
            return (
              <WallTile
                key={queue.queueId}
                queue={queue}
                name={settings?.name ?? t("board.removedQueue")}
                thresholds={settings?.thresholds ?? none}
              />
            );
          })}
      </div>
      <WallFoot board={board} pages={pages} turning={turning} leave={leave} />
    </Modal>
  );
}

const none = {};

interface WallFootProps {
  board: Board;
  pages: number;
  turning: ReturnType<typeof useTurning>;
  leave(): void;
}

function WallFoot({ board, pages, turning, leave }: WallFootProps) {
  const counts = countStates(board.people);
  const { page, isTurning } = turning;
  const isPast = useIsPast();
  const Icon = isTurning ? IconPlayerPause : IconPlayerPlay;
  return (
    <footer className={classes.foot}>
      <span className={classes.states}>
        {floorStates.map((state) => (
          <span key={state}>
            <StateDot state={state} />
            <strong>{counts[state]}</strong> {t(`board.state.${state}`)}
          </span>
        ))}
      </span>
      {isPast && <Word meaning="waiting">{t("board.past.mark")}</Word>}
      <Clock />
      {pages > 1 && (
        <>
          <ActionIcon aria-label={t("board.wall.previous")} onClick={() => turning.turn(-1)}>
            <IconChevronLeft size={20} />
          </ActionIcon>
          <span>{t("board.wall.page", { page: page + 1, pages })}</span>
          <ActionIcon aria-label={t("board.wall.next")} onClick={() => turning.turn(1)}>
            <IconChevronRight size={20} />
          </ActionIcon>
          <ActionIcon
            aria-label={t(isTurning ? "board.wall.pause" : "board.wall.go")}
            onClick={turning.toggle}
          >
            <Icon size={20} />
          </ActionIcon>
        </>
      )}
      <ActionIcon data-autofocus aria-label={t("board.wall.leave")} onClick={leave}>
        <IconX size={20} />
      </ActionIcon>
    </footer>
  );
}

const Clock = () => <strong className={classes.clock}>{clockTime(useBoardNow())}</strong>;

/** The whole screen where the browser lets us; without it the wall fills the window. */
function useFullScreen() {
  useEffect(() => {
    document.documentElement.requestFullscreen?.().catch(() => {});
    return () => {
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    };
  }, []);
}
