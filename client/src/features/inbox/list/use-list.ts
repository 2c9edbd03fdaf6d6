import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Conversation, View } from "../../../../../server/contract/conversations.ts";
import { requestPages } from "../../../lib/pages.ts";
import { arrange, countFresh } from "./held-order.ts";

export interface HeldList {
  rows: Conversation[];
  /** How many are new, or have something new, further up than they are shown. */
  fresh: number;
  showFresh(): void;
  query: ReturnType<typeof useListQuery>;
}

const useListQuery = (view: View, channelId: string | undefined) =>
  useInfiniteQuery(requestPages("GET /conversations", { query: { view, channelId, limit: 50 } }));

/**
 * The list as it is read: rows change in place, and go when they belong elsewhere, but none moves or comes in from
 * above until that is asked for.
 */
export function useList(view: View, channelId: string | undefined, openId: string | undefined): HeldList {
  const query = useListQuery(view, channelId);
  const truth = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const held = useRef<{ view: View; ids: string[] } | undefined>(undefined);
  const [, redraw] = useState(0);

  const showFresh = useCallback(() => {
    held.current = undefined;
    redraw((count) => count + 1);
  }, []);

  const known = held.current?.view === view ? held.current.ids : [];
  const ids = known.length === 0 ? truth.map((row) => row.id) : arrange(known, truth, openId);
  held.current = { view, ids };

  const byId = new Map(truth.map((row) => [row.id, row]));
  const rows = ids.flatMap((id) => byId.get(id) ?? []);
  return { rows, fresh: countFresh(ids, truth, openId), showFresh, query };
}
