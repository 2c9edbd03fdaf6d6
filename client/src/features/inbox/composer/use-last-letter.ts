import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { Conversation, Interaction } from "../../../../../server/contract/conversations.ts";
import { call } from "../../../lib/api.ts";
import { findTimeline, onTimelineChange } from "../../../realtime/cache/timeline.ts";
import { lastLetter } from "./answer-letter.ts";

const most = 100;

/** What an answer goes to unless another is chosen; asked for where the timeline was opened further up. */
export function useLastLetter({ id, length }: Conversation, isAsked: boolean): Interaction | undefined {
  const isElsewhere = useSyncExternalStore(onTimelineChange, () => findTimeline(id)?.hasEnd === false);
  const loaded = useSyncExternalStore(onTimelineChange, () => lastLetter(findTimeline(id)?.items ?? []));
  const latest = useQuery({
    queryKey: ["the last letter", id, length],
    queryFn: async () => {
      const query = { limit: most };
      const { items } = await call("GET /conversations/:id/interactions", { params: { id }, query });
      return lastLetter(items) ?? null;
    },
    placeholderData: keepPreviousData,
    enabled: isAsked && isElsewhere,
  });
  return isElsewhere ? (latest.data ?? undefined) : loaded;
}

export const useInteraction = (conversationId: string, id: string | undefined): Interaction | undefined =>
  useSyncExternalStore(onTimelineChange, () =>
    findTimeline(conversationId)?.items.find((one) => one.id === id),
  );
