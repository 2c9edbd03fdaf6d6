import { useState } from "react";
import type { SupervisionMode } from "../../../../../server/contract/supervision.ts";
import { call } from "../../../lib/api.ts";
import { refreshMyPhone } from "../../../lib/phone.ts";
import { errorToast } from "../../../lib/toast.ts";

/** One thing at a time. */
export function useSupervisionVerbs(id: string) {
  const [isBusy, setIsBusy] = useState(false);
  const run = async (send: () => Promise<unknown>) => {
    if (isBusy) return;
    setIsBusy(true);
    await send().catch((error) => errorToast(error));
    setIsBusy(false);
    void refreshMyPhone();
  };
  const params = { id };
  return {
    isBusy,
    go: (mode: SupervisionMode) =>
      void run(() => call("PUT /calls/:id/supervision", { params, body: { mode } })),
    leave: () => void run(() => call("DELETE /calls/:id/supervision", { params })),
  };
}
