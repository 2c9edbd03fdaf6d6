import type { Call } from "../../../../../server/contract/calls.ts";
import { queryKey } from "../../../lib/api.ts";
import type { Answer } from "../../../lib/api-types.ts";
import { queryClient } from "../../../lib/query-client.ts";

/** What the hub answered is on the screen at once; the events say the same a moment later. */
export function putMyCall(changed: Call): void {
  queryClient.setQueryData<Answer<"GET /me/phone">>(queryKey("GET /me/phone"), (kept) => {
    if (!kept) return kept;
    const calls = kept.calls.map((one) =>
      one.call.id === changed.id && changed.version > one.call.version ? { ...one, call: changed } : one,
    );
    return { ...kept, calls };
  });
}
