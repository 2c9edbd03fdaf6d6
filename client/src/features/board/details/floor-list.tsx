import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import type { FloorWork } from "../../../../../server/contract/board.ts";
import { request } from "../../../lib/api.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { useBoardMoment } from "../board-time.ts";
import classes from "./details.module.css";
import { WorkLine } from "./work-line.tsx";

interface FloorListProps {
  of: { queueId?: string; personId?: string; part?: "waiting" | "inService" };
  /** The row of the board that counts this: where it changes, so does the list. */
  row: object;
  empty: ReactNode;
}

/** The work that lies in a queue or with somebody, as the board that is shown counts it. */
export function FloorList({ of, row, empty }: FloorListProps) {
  const at = useBoardMoment();
  const list = useQuery({
    ...request("GET /board/work", { query: { ...of, at } }),
    placeholderData: keepPreviousData,
  });
  const { refetch } = list;
  const seen = useRef(row);
  useEffect(() => {
    if (seen.current === row) return;
    seen.current = row;
    if (at === undefined) void refetch();
  }, [row, at, refetch]);
  const people = usePeople();

  if (list.isPending) return <SkeletonRows count={3} height={61} />;
  if (list.isError) return <ErrorPanel error={list.error} retry={() => void refetch()} />;
  const { items, count } = list.data;
  if (items.length === 0) return empty;
  const aboutOf = ({ state, isResting, personId, conversation }: FloorWork) => {
    const name = personId === of.personId ? undefined : people.get(personId ?? "")?.name;
    const words = [
      state === "offered" ? name && t("board.detail.offered", { name }) : name,
      state === "wrapUp" && t("board.state.wrapUp"),
      isResting && t("board.detail.resting"),
      conversation && (conversation.preview || t("inbox.row.noText")),
    ];
    return words.filter((word) => word).join(" · ");
  };
  return (
    <>
      <ul className={classes.lines}>
        {items.map((item) => (
          <WorkLine
            key={item.workItemId}
            line={{
              ...item,
              ownerId: item.personId,
              since: isWaiting(item) ? item.waitingSince : item.since,
            }}
            conversation={item.conversation}
            about={aboutOf(item)}
          />
        ))}
      </ul>
      {count > items.length && (
        <p className={classes.more}>{t("board.detail.more", { count: count - items.length })}</p>
      )}
    </>
  );
}

const isWaiting = ({ state }: FloorWork) => state === "waiting" || state === "offered";
