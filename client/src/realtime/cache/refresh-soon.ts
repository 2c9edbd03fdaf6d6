import type { ReadKey } from "../../lib/api-types.ts";
import { queryClient } from "../../lib/query-client.ts";

const everyMs = 1500;
const waiting = new Set<ReadKey>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Fetches these endpoints again, soon and at most every second and a half however many events ask for it. */
export function refreshSoon(...keys: ReadKey[]): void {
  for (const key of keys) waiting.add(key);
  if (timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    const due = [...waiting];
    waiting.clear();
    for (const key of due) void queryClient.invalidateQueries({ queryKey: [key] });
  }, everyMs);
}
