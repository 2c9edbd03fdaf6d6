import { useQuery } from "@tanstack/react-query";
import type { Queue } from "../../../server/contract/queues.ts";
import type { MyWork, WorkItem } from "../../../server/contract/work.ts";
import { queryKey, request } from "./api.ts";
import { queryClient } from "./query-client.ts";
import { useMe } from "./session.ts";

/** Why nothing comes changes with what others do and with the time, of which no event tells. */
const lookAgainMs = 20_000;

/** What one has in hand and is offered; undefined until it is known. */
export function useMyWork(): MyWork | undefined {
  const isReady = useMe().availability === "ready";
  return useQuery({
    ...request("GET /me/work"),
    refetchInterval: ({ state }) => isReady && state.data?.items.length === 0 && lookAgainMs,
  }).data;
}

export const findMyWork = (): MyWork | undefined => queryClient.getQueryData(queryKey("GET /me/work"));

/** Fetches it at once, as somebody waits to see it. */
export const refreshMyWork = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: queryKey("GET /me/work") });

/** The open work item of a conversation; null where nobody is needed. */
export const useWorkOf = (conversationId: string): WorkItem | null | undefined =>
  useQuery(request("GET /conversations/:id/work", { params: { id: conversationId } })).data;

export const refreshWorkOf = (conversationId: string): Promise<void> =>
  queryClient.invalidateQueries({
    queryKey: queryKey("GET /conversations/:id/work", { params: { id: conversationId } }),
  });

/** Whether it is a call that goes on: then its legs say whose it is and when it is over, and nobody by hand. */
export const isCallGoingOn = (work: WorkItem | null | undefined): boolean =>
  work?.kind === "call" && work.state !== "wrapUp" && work.state !== "done";

/** By the hub's clock, which ends offers and wrap-ups; in milliseconds. */
export function hubNow(): number {
  const state = queryClient.getQueryState<MyWork>(queryKey("GET /me/work"));
  return Date.now() + (state?.data ? Date.parse(state.data.now) - state.dataUpdatedAt : 0);
}

export const isInHand = ({ state }: WorkItem): boolean => state === "active" || state === "wrapUp";

const byId = (queues: Queue[]): Map<string, Queue> => new Map(queues.map((queue) => [queue.id, queue]));
const noQueues = new Map<string, Queue>();

/** All queues, by id. */
export function useQueues(): Map<string, Queue> {
  return useQuery({ ...request("GET /queues"), select: byId }).data ?? noQueues;
}
