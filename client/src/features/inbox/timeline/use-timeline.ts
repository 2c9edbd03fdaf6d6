import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { send } from "../../../lib/api.ts";
import { hasEnd, timelineKey } from "../../../realtime/cache/timeline.ts";

const perPage = 50;
/** How much of what was read before is shown above the first unread. */
const context = 10;

type Stretch = { before: number } | { after: number } | Record<never, never>;

/** The timeline in stretches, from the first unread (or the position asked for) on both ways. */
export function useTimeline(conversation: Conversation, at: number | undefined) {
  const { id } = conversation;
  const first = useRef<{ id: string; at: number | undefined; stretch: Stretch } | undefined>(undefined);
  if (first.current?.id !== id || first.current.at !== at) {
    first.current = { id, at, stretch: firstStretch(conversation, at) };
  }
  const start = first.current.stretch;
  const query = useInfiniteQuery({
    queryKey: [...timelineKey(id), at ?? null],
    queryFn: ({ pageParam, signal }) =>
      send(
        "GET /conversations/:id/interactions",
        { params: { id }, query: { ...pageParam, limit: perPage } },
        { signal },
      ),
    initialPageParam: start,
    getPreviousPageParam: (page): Stretch | undefined => {
      const position = page.items[0]?.position ?? 0;
      return position > 0 ? { before: position } : undefined;
    },
    getNextPageParam: (page): Stretch | undefined =>
      hasEnd(page) || page.items.length === 0 ? undefined : { after: page.items.at(-1)?.position ?? -1 },
  });
  return query;
}

/** Of what was never read before, the latest: others may have answered it long ago. */
function firstStretch({ length, readPosition }: Conversation, at: number | undefined): Stretch {
  const wanted = at ?? (readPosition || length);
  if (length - wanted < perPage - context) return {};
  return { after: Math.max(wanted - context, 0) - 1 };
}
