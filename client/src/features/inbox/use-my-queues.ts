import { useQuery } from "@tanstack/react-query";
import type { Queue } from "../../../../server/contract/queues.ts";
import { request } from "../../lib/api.ts";
import { formatNumber } from "../../lib/format.ts";
import { useMyWork, useQueues } from "../../lib/work.ts";

/** Those that this person gets work from, by name. */
export function useMyQueues(): Queue[] {
  const ids = useMyWork()?.queueIds ?? [];
  const queues = useQueues();
  return ids.flatMap((id) => queues.get(id) ?? []).sort((a, b) => a.name.localeCompare(b.name));
}

/** How many wait there, in figures; empty where none do. */
export function useQueueCount(queueId: string): string {
  const params = { id: queueId };
  const { data } = useQuery(request("GET /queues/:id/work", { params, query: { limit: 1 } }));
  return data && data.waiting > 0 ? formatNumber(data.waiting) : "";
}
