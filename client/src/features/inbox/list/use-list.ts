import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Conversation, View } from "../../../../../server/contract/conversations.ts";
import { requestPages } from "../../../lib/pages.ts";

export interface HeldList {
  rows: Conversation[];
  /** How many are new, or have something new, further up than they are shown. */
  fresh: number;
  showFresh(): void;
  query: ReturnType<typeof useListQuery>;
}

const useListQuery = (view: View) =>
  useInfiniteQuery(requestPages("GET /conversations", { query: { view, limit: 50 } }));

/**
 * The list as it is read: rows change in place, and go when they belong elsewhere, but none moves or comes in from
 * above until that is asked for.
 */
export function useList(view: View, openId: string | undefined): HeldList {
  const query = useListQuery(view);
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

/** The held order without what went, and with what was loaded below it. */
function arrange(ids: string[], truth: Conversation[], openId: string | undefined): string[] {
  const there = new Set(truth.map((row) => row.id));
  const known = new Set(ids);
  const stay = ids.filter((id) => there.has(id));
  const lastKnown = truth.findLastIndex((row) => known.has(row.id));
  const below = truth.slice(lastKnown + 1).map((row) => row.id);
  // What one opens oneself, as from search, is put in its place without asking.
  const opened = truth.findIndex((row) => row.id === openId && !known.has(row.id));
  if (opened >= 0 && opened <= lastKnown) stay.splice(opened, 0, openId ?? "");
  return [...stay, ...below.filter((id) => !stay.includes(id))];
}

function countFresh(ids: string[], truth: Conversation[], openId: string | undefined): number {
  // A row's place as it is shown.
  const places = new Map(ids.map((id, index) => [id, index]));
  let highest = -1;
  let fresh = 0;
  // Read from below: whoever stands above rows that were held before it has moved up, or is new.
  for (const row of truth.toReversed()) {
    // One sees oneself what is new in the open one.
    if (row.id === openId) continue;
    const place = places.get(row.id);
    if (place === undefined) fresh += 1;
    else if (highest !== -1 && place > highest) fresh += 1;
    else highest = place;
  }
  return fresh;
}
