import { Button } from "@mantine/core";
import { IconArrowUp, IconInbox } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import type { View } from "../../../../../server/contract/conversations.ts";
import { useChannels, usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useStore } from "../../../lib/store.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { useHand } from "../../../ui/use-hand.ts";
import { drafts, hasText } from "../composer/drafts.ts";
import classes from "./conversation-list.module.css";
import { Row } from "./row.tsx";
import { useList } from "./use-list.ts";
import { useListKeys } from "./use-list-keys.ts";

interface PlaceProps {
  view: View;
  openId: string | undefined;
}

interface ConversationListProps extends PlaceProps {
  /** That alone is shown. */
  channelId: string | undefined;
  /** In place of the view's own words, when it is empty. */
  whenEmpty?: ReactNode;
}

const rowHeight = 64;

export function ConversationList({ view, channelId, openId, whenEmpty }: ConversationListProps) {
  const list = useList(view, channelId, openId);
  const { rows, query } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (lastShown >= rows.length - 10 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [lastShown, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const hand = useHand();
  const { fresh, showFresh } = list;
  useEffect(() => {
    const isAtTop = (scroller.current?.scrollTop ?? 0) < rowHeight / 2;
    if (fresh > 0 && !hand.isThere && isAtTop) showFresh();
  }, [fresh, showFresh, hand.isThere]);
  useListKeys({ rows, openId, scroller, virtual, showFresh: list.showFresh });

  if (query.isPending) return <SkeletonRows count={12} height={rowHeight} />;
  if (query.isError && rows.length === 0)
    return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  return (
    <div className={classes.list} {...hand.listeners}>
      {list.fresh > 0 && (
        <Button
          className={classes.fresh}
          size="compact-sm"
          variant="light"
          leftSection={<IconArrowUp size={14} />}
          onClick={() => {
            list.showFresh();
            virtual.scrollToOffset(0);
          }}
        >
          {t("inbox.list.fresh", { count: list.fresh })}
        </Button>
      )}
      {rows.length === 0 &&
        list.fresh === 0 &&
        (whenEmpty ?? (
          <EmptyState
            icon={<IconInbox size={24} stroke={1.5} />}
            title={t(`inbox.empty.${view}.title`)}
            text={t(`inbox.empty.${view}.text`)}
          />
        ))}
      <div className={classes.scroller} ref={scroller}>
        <Rows view={view} openId={openId} rows={rows} items={items} height={virtual.getTotalSize()} />
        {isFetchingNextPage && <SkeletonRows count={3} height={rowHeight} />}
      </div>
    </div>
  );
}

interface RowsProps extends PlaceProps {
  rows: ReturnType<typeof useList>["rows"];
  items: { index: number; key: React.Key | bigint; start: number }[];
  height: number;
}

function Rows({ view, openId, rows, items, height }: RowsProps) {
  const channels = useChannels();
  const people = usePeople();
  const written = useStore(drafts);
  return (
    <ul className={classes.rows} style={{ height }} aria-label={t(`inbox.views.${view}`)}>
      {items.map(({ index, key, start }) => {
        const row = rows[index];
        if (!row) return null;
        return (
          <li key={String(key)} className={classes.item} style={{ transform: `translateY(${start}px)` }}>
            <Row
              index={index}
              conversation={row}
              view={view}
              channel={channels.get(row.channelId)}
              assignee={row.assigneeId ? people.get(row.assigneeId) : undefined}
              hasDraft={row.id !== openId && hasText(written[row.id])}
              isOpen={row.id === openId}
            />
          </li>
        );
      })}
    </ul>
  );
}
