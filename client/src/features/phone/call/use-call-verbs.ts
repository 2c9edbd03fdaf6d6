import { useState } from "react";
import type { Call } from "../../../../../server/contract/calls.ts";
import { call } from "../../../lib/api.ts";
import type { Args } from "../../../lib/api-types.ts";
import { refreshMyPhone } from "../../../lib/phone.ts";
import { errorToast } from "../../../lib/toast.ts";
import { putMyCall } from "./put-my-call.ts";

/** What can be done in a call; one thing at a time. Each resolves to whether it was done. */
export function useCallVerbs(id: string) {
  const [isBusy, setIsBusy] = useState(false);
  const run = async (send: () => Promise<Call | undefined>): Promise<boolean> => {
    if (isBusy) return false;
    setIsBusy(true);
    try {
      const changed = await send();
      if (changed) putMyCall(changed);
      return true;
    } catch (error) {
      errorToast(error);
      return false;
    } finally {
      setIsBusy(false);
      void refreshMyPhone();
    }
  };
  const params = { id };
  return {
    isBusy,
    hold: (isHeld: boolean) => run(() => call("PUT /calls/:id/hold", { params, body: { isHeld } })),
    end: () => run(() => call("POST /calls/:id/end", { params })),
    /** Oneself, or whom one brought in; the others go on. */
    drop: (legId: string) => run(() => call("DELETE /calls/:id/legs/:legId", { params: { id, legId } })),
    bring: (body: Args<"POST /calls/:id/legs">["body"]) =>
      run(() => call("POST /calls/:id/legs", { params, body })),
    requeue: (queueId: string) => run(() => call("POST /calls/:id/requeue", { params, body: { queueId } })),
    pauseRecording: (isPaused: boolean) =>
      run(() => call("PUT /calls/:id/recording", { params, body: { isPaused } })),
  };
}
