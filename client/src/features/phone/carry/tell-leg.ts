import { call } from "../../../lib/api.ts";
import { ApiError } from "../../../lib/api-error.ts";
import { refreshMyPhone } from "../../../lib/phone.ts";
import { putMyCall } from "../call/put-my-call.ts";

const tries = 10;
const betweenMs = 1000;

/** Until the hub has heard it: it may be out of reach for a moment, and the call hangs on it. */
export async function tellLeg(
  id: string,
  legId: string,
  state: "connected" | "ended",
  detail: string | null = null,
): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      const changed = await call("PUT /calls/:id/legs/:legId/state", {
        params: { id, legId },
        body: { state, detail },
      });
      return putMyCall(changed);
    } catch (error) {
      const isPassing = error instanceof ApiError && passing.has(error.code);
      if (!isPassing || tried === tries) return void refreshMyPhone();
    }
    await new Promise((done) => setTimeout(done, betweenMs));
  }
}

const passing = new Set<string>(["unreachable", "unavailable", "internal", "rate_limited"]);
