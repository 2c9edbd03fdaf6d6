import { IconHistory } from "@tabler/icons-react";
import { useMemo } from "react";
import { isCode } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Alarm } from "./alarm.tsx";
import { BoardHeader } from "./board-header.tsx";
import { BoardLists } from "./board-lists.tsx";
import classes from "./board-page.module.css";
import { BoardSkeleton } from "./board-skeleton.tsx";
import { type BoardTime, BoardTimeContext } from "./board-time.ts";
import { TimeBar } from "./past/time-bar.tsx";
import { usePast } from "./past/use-past.ts";
import { useLiveBoard } from "./use-live-board.ts";
import { usePlace } from "./use-place.ts";
import { Wall } from "./wall/wall.tsx";

/** The supervisor's live board, and any past minute of it. */
export function BoardPage() {
  const live = useLiveBoard();
  const { place, go } = usePlace();
  const past = usePast(place.moment, go);
  const { offsetMs } = live;
  const shownAt = past.board?.at;
  const time = useMemo<BoardTime>(
    () => (shownAt === undefined ? { offsetMs } : { at: Date.parse(shownAt) }),
    [shownAt, offsetMs],
  );
  const board = past.board ?? live.data;
  const isPast = past.moment !== undefined;
  const asked = isPast ? past : live;
  return (
    <BoardTimeContext value={time}>
      {live.data && <Alarm board={live.data} offsetMs={offsetMs} />}
      <div className={classes.page} data-past={isPast || undefined}>
        <BoardHeader board={live.data} past={past} openWall={() => go({ wall: true })} />
        {past.isOpen && live.data && <TimeBar past={past} live={live.data} />}
        {asked.isError && <Missing error={asked.error} retry={() => void asked.refetch()} />}
        {!board && !asked.isError && <BoardSkeleton />}
        {board && !past.isError && (
          <div className={classes.shown} data-old={(isPast && !past.board) || undefined}>
            <BoardLists board={board} place={place} go={go} />
          </div>
        )}
      </div>
      {board && place.wall && <Wall board={board} leave={() => go({ wall: undefined })} />}
    </BoardTimeContext>
  );
}

function Missing({ error, retry }: { error: unknown; retry(): void }) {
  if (!isCode(error, "not_found")) return <ErrorPanel error={error} retry={retry} />;
  return (
    <EmptyState
      icon={<IconHistory size={28} stroke={1.5} />}
      title={t("board.past.tooEarly")}
      text={t("board.past.tooEarlyText")}
    />
  );
}
