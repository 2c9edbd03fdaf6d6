import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conversation, View } from "../../../../../server/contract/conversations.ts";
import { requestPages } from "../../../lib/pages.ts";
import { type Held, useHeld } from "./use-held.ts";

const useListQuery = (view: View, channelId: string | undefined) =>
  useInfiniteQuery(requestPages("GET /conversations", { query: { view, channelId, limit: 50 } }));

export interface HeldList extends Held<Conversation> {
  query: ReturnType<typeof useListQuery>;
}

/** The conversations of a view, held as they are read. */
export function useList(view: View, channelId: string | undefined, openId: string | undefined): HeldList {
  const query = useListQuery(view, channelId);
  const truth = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...useHeld(truth, view, openId), query };
}
