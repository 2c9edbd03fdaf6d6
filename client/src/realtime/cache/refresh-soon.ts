import type { QueryKey } from "@tanstack/react-query";
import { queryKey } from "../../lib/api.ts";
import type { ReadKey } from "../../lib/api-types.ts";
import { queryClient } from "../../lib/query-client.ts";

const everyMs = 1500;
const waiting = new Map<string, QueryKey>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Fetches these endpoints again, soon and at most every second and a half however many events ask for it. */
export function refreshSoon(...keys: ReadKey[]): void {
  refresh(keys.map((key) => [key]));
}

/** The same for what waits in these queues alone; null is none. */
export function refreshQueuesSoon(...queueIds: (string | null)[]): void {
  const ids = queueIds.filter((id) => id !== null);
  refresh(ids.map((id) => queryKey("GET /queues/:id/work", { params: { id } })));
}

function refresh(keys: QueryKey[]) {
  for (const key of keys) waiting.set(JSON.stringify(key), key);
  if (timer !== undefined || waiting.size === 0) return;
  timer = setTimeout(() => {
    timer = undefined;
    const due = [...waiting.values()];
    waiting.clear();
    for (const key of due) void queryClient.invalidateQueries({ queryKey: key });
  }, everyMs);
}
