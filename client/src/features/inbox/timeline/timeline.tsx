import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { t } from "../../../lib/i18n.ts";
import { hasEnd } from "../../../realtime/cache/timeline.ts";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import { useOutgoing } from "../composer/outbox.ts";
import { type Entry, makeEntries } from "./entries.ts";
import { EntryRow } from "./entry-row.tsx";
import { HoldPlace } from "./hold-place.ts";
import { moveAmongMessages } from "./move-among-messages.ts";
import { openingEntry } from "./opening-entry.ts";
import classes from "./timeline.module.css";
import { TimelineSkeleton } from "./timeline-skeleton.tsx";
import { useMarkRead } from "./use-mark-read.ts";
import { useOpening } from "./use-opening.ts";
import { useTimeline } from "./use-timeline.ts";

interface TimelineProps {
  conversation: Conversation;
  /** The position to open at, such as a search hit's. */
  at: number | undefined;
}

const sizes = { day: 44, unread: 32, interaction: 56, outgoing: 64 };
const letterSize = 240;
const nearEdge = 6;

/** Everything that was said and done. Keyed by conversation: another one is another timeline. */
export function Timeline({ conversation, at }: TimelineProps) {
  const query = useTimeline(conversation, at);
  const outgoing = useOutgoing(conversation.id);
  const scroller = useRef<HTMLDivElement>(null);
  const openedAt = useRef(firstUnread(conversation));
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [isHeld, setIsHeld] = useState(false);

  const pages = query.data?.pages;
  const items = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const last = pages?.at(-1);
  const isComplete = last !== undefined && hasEnd(last);
  const read = openedAt.current;
  const unreadFrom = read > 0 ? items.find((item) => item.position >= read)?.position : undefined;
  const entries = useMemo(
    () => makeEntries(items, isComplete ? outgoing : [], unreadFrom),
    [items, outgoing, isComplete, unreadFrom],
  );

  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizeOf(entries[index]),
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: 12,
    anchorTo: isHeld ? "start" : "end",
    followOnAppend: isComplete,
    scrollEndThreshold: endPixels,
    paddingStart: 12,
    paddingEnd: 12,
  });

  const opening = useOpening({
    virtual,
    isLoaded: pages !== undefined,
    target: openingEntry(entries, at, read),
    align: at === undefined ? "start" : "center",
    growsLater: useMemo(() => items.some((item) => item.letter), [items]),
  });

  // What one wrote oneself is looked at, wherever one was.
  const own = outgoing.length;
  const ownBefore = useRef(own);
  useEffect(() => {
    if (own > ownBefore.current) virtual.scrollToEnd();
    ownBefore.current = own;
  }, [own, virtual]);

  const rows = virtual.getVirtualItems();
  useLoadOn(query, rows[0]?.index, rows.at(-1)?.index, entries.length);
  useMarkRead(conversation, isComplete && isAtEnd);
  const look = () => {
    const isEnd = isEndInView(scroller.current);
    setIsAtEnd(isEnd);
    if (isEnd) setIsHeld(false);
  };
  const height = virtual.getTotalSize();
  // What is measured anew moves the end without a scroll.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` reads what is on the screen
  useEffect(look, [height]);

  const hold = useCallback(() => setIsHeld(true), []);

  if (query.isPending) return <TimelineSkeleton />;
  if (query.isError && items.length === 0) {
    return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  }
  return (
    <div className={classes.place} {...opening}>
      <div
        ref={scroller}
        className={classes.scroller}
        onScroll={look}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        role="log"
        aria-label={t("inbox.timeline.label")}
        onKeyDown={moveAmongMessages}
      >
        <HoldPlace value={hold}>
          <div className={classes.all} style={{ height }}>
            {rows.map(({ index, key, start }) => {
              const entry = entries[index];
              return (
                entry && (
                  <div
                    key={String(key)}
                    ref={virtual.measureElement}
                    data-index={index}
                    className={classes.row}
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <EntryRow entry={entry} conversation={conversation} isPointedAt={isAt(entry, at)} />
                  </div>
                )
              );
            })}
          </div>
        </HoldPlace>
      </div>
      {!isAtEnd && (
        <Tooltip label={t("inbox.timeline.toEnd")} position="left">
          <ActionIcon
            className={classes.toEnd}
            variant="default"
            radius="xl"
            aria-label={t("inbox.timeline.toEnd")}
            onClick={() => virtual.scrollToEnd()}
          >
            <IconArrowDown size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

const sizeOf = (entry: Entry | undefined) =>
  entry?.type === "interaction" && entry.interaction.letter
    ? letterSize
    : sizes[entry?.type ?? "interaction"];

const endPixels = 60;
const isEndInView = (element: HTMLElement | null) =>
  element === null || element.scrollHeight - element.scrollTop - element.clientHeight < endPixels;

/** What comes while one looks is new to nobody, so then there is no line. */
const firstUnread = ({ readPosition, length }: Conversation): number =>
  readPosition !== null && readPosition >= length ? Number.POSITIVE_INFINITY : (readPosition ?? 0);

const isAt = (entry: ReturnType<typeof makeEntries>[number], at: number | undefined) =>
  at !== undefined && entry.type === "interaction" && entry.interaction.position === at;

function useLoadOn(
  query: ReturnType<typeof useTimeline>,
  first: number | undefined,
  last: number | undefined,
  count: number,
) {
  const { hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage } = query;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const isNearStart = first !== undefined && first < nearEdge;
  const isNearEnd = last !== undefined && last >= count - nearEdge;
  useEffect(() => {
    if (isNearStart && hasPreviousPage && !isFetchingPreviousPage) void fetchPreviousPage();
  }, [isNearStart, hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage]);
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);
}
