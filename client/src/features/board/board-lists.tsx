import { SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconLayoutDashboard } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useRef, useState } from "react";
import type { Board } from "../../../../server/contract/board.ts";
import { t } from "../../lib/i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useRowKeys } from "../../ui/use-row-keys.ts";
import classes from "./board-lists.module.css";
import { PersonDrawer } from "./details/person-drawer.tsx";
import { QueueDrawer } from "./details/queue-drawer.tsx";
import { PersonList } from "./person-list.tsx";
import { QueueList } from "./queue-list.tsx";
import { type BoardPlace, closed } from "./use-place.ts";

type Opened = Pick<BoardPlace, "part" | "figure">;

interface BoardListsProps {
  board: Board;
  place: BoardPlace;
  go(some: BoardPlace, replace?: boolean): void;
}

/** Queues beside people, where there is room; else one of them. */
export function BoardLists({ board, place, go }: BoardListsProps) {
  const isTight = useMediaQuery("(max-width: 1279px)", undefined, { getInitialValueInEffect: false });
  const [tab, setTab] = useState<"queues" | "people">(place.state ? "people" : "queues");
  const navigate = useNavigate();
  const inside = useRef<HTMLDivElement>(null);
  useRowKeys(inside, t("board.title"));
  const openQueue = useCallback((queue: string, what: Opened) => go({ ...closed, ...what, queue }), [go]);
  const openPerson = useCallback(
    (person: string, what: Opened = {}) => go({ ...closed, ...what, person }),
    [go],
  );

  if (board.queues.length === 0 && board.people.length === 0)
    return (
      <EmptyState
        icon={<IconLayoutDashboard size={28} stroke={1.5} />}
        title={t("board.empty.title")}
        text={t("board.empty.text")}
        action={{ label: t("board.empty.action"), onClick: () => void navigate({ to: "/people" }) }}
      />
    );
  return (
    <>
      {isTight && (
        <SegmentedControl
          className={classes.tabs}
          value={tab}
          onChange={(value) => setTab(value as typeof tab)}
          data={(["queues", "people"] as const).map((value) => ({ value, label: t(`board.tabs.${value}`) }))}
          aria-label={t("board.tabs.label")}
        />
      )}
      <div className={classes.lists} ref={inside}>
        {(!isTight || tab === "queues") && (
          <section className={classes.list} aria-label={t("board.tabs.queues")}>
            <QueueList board={board} open={openQueue} />
          </section>
        )}
        {(!isTight || tab === "people") && (
          <section className={classes.list} aria-label={t("board.tabs.people")}>
            <PersonList
              board={board}
              state={place.state}
              choose={(state) => go({ state }, true)}
              open={openPerson}
            />
          </section>
        )}
      </div>
      <QueueDrawer board={board} place={place} go={go} />
      <PersonDrawer board={board} place={place} go={go} />
    </>
  );
}
