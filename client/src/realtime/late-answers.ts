import type { Query } from "@tanstack/react-query";
import type { PushedEvent } from "../../../server/contract/sockets.ts";
import { queryClient } from "../lib/query-client.ts";

/** By query that is on its way: what the hub told meanwhile, which its answer may not know of. */
const toldMeanwhile = new Map<Query, PushedEvent[]>();
/** Said to be stale before there was anything: TanStack Query lets such a first fetch run on, and believes it. */
const staleAlready = new WeakSet<Query>();

export function noteForLateAnswers(events: PushedEvent[]): void {
  for (const query of queryClient.getQueryCache().findAll({ fetchStatus: "fetching" })) {
    const told = toldMeanwhile.get(query);
    if (told) told.push(...events);
    else toldMeanwhile.set(query, [...events]);
  }
}

/** An answer that was read before what has been told since is put right: `tellAgain`, or another fetch. */
export function mendLateAnswers(tellAgain: (events: PushedEvent[]) => void): void {
  queryClient.getQueryCache().subscribe((change) => {
    const { query } = change;
    if (change.type === "removed") toldMeanwhile.delete(query);
    if (change.type !== "updated") return;
    if (query.state.fetchStatus === "fetching") {
      const restarts = query.state.data !== undefined && query.isActive();
      if (change.action.type === "invalidate" && !restarts) staleAlready.add(query);
      return;
    }
    const told = toldMeanwhile.get(query);
    const isStale = staleAlready.delete(query);
    toldMeanwhile.delete(query);
    if (change.action.type !== "success") return;
    if (told) tellAgain(told);
    if (isStale) void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
  });
}
