import { Button } from "@mantine/core";
import { IconArrowUp, IconStack2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { request } from "../../../lib/api.ts";
import { isCode } from "../../../lib/api-error.ts";
import { t } from "../../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../../lib/session.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { useQueues } from "../../../lib/work.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { useHand } from "../../../ui/use-hand.ts";
import { useRowKeys } from "../../../ui/use-row-keys.ts";
import classes from "./conversation-list.module.css";
import { QueueRow } from "./queue-row.tsx";
import { useHeld } from "./use-held.ts";
import { useTake } from "./use-take.ts";

const most = 200;
const rowHeight = 64;

/** What waits in a queue, in the order in which it is served; held still while it is read, as every list. */
export function QueueList({ queueId, openId }: { queueId: string; openId: string | undefined }) {
  const me = useMe();
  const queue = useQueues().get(queueId);
  const query = useQuery(
    request("GET /queues/:id/work", { params: { id: queueId }, query: { limit: most } }),
  );
  const items = query.data?.items ?? [];
  const open = items.find((item) => item.conversationId === openId);
  const { rows, fresh, showFresh } = useHeld(items, queueId, open?.id);
  const hand = useHand();
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const isAtTop = (scroller.current?.scrollTop ?? 0) < rowHeight / 2;
    if (fresh > 0 && !hand.isThere && isAtTop) showFresh();
  }, [fresh, showFresh, hand.isThere]);

  const mayTake = queue?.mayPick === true || isAtLeast(me, "supervisor");
  const take = useTake(queueId);
  const group = t("inbox.keys.groupList");
  const focused = useRowKeys(scroller, group);
  const takeFocused = () => {
    const item = rows.find(({ id }) => id === focused()?.dataset.item);
    if (item && item.state === "waiting") void take(item);
  };
  useShortcuts(
    mayTake ? [{ keys: "t", label: t("inbox.keys.take"), group, run: takeFocused, isForFocus: true }] : [],
  );

  if (query.isPending) return <SkeletonRows count={12} height={rowHeight} />;
  if (isCode(query.error, "not_found"))
    return <EmptyState title={t("inbox.queue.goneTitle")} text={t("inbox.queue.gone")} />;
  if (query.isError && rows.length === 0)
    return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  return (
    <div className={classes.list} {...hand.listeners}>
      {fresh > 0 && (
        <Button
          className={classes.fresh}
          size="compact-sm"
          variant="light"
          leftSection={<IconArrowUp size={14} />}
          onClick={showFresh}
        >
          {t("inbox.list.fresh", { count: fresh })}
        </Button>
      )}
      {rows.length === 0 && (
        <EmptyState
          icon={<IconStack2 size={24} stroke={1.5} />}
          title={t("inbox.queue.emptyTitle")}
          text={t(mayTake ? "inbox.queue.emptyPick" : "inbox.queue.emptyGiven")}
        />
      )}
      <div className={classes.scroller} ref={scroller}>
        <ul className={classes.plainRows} aria-label={queue?.name}>
          {rows.map((item) => (
            <QueueRow
              key={item.id}
              item={item}
              isOpen={item.conversationId === openId}
              take={mayTake ? take : undefined}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}
