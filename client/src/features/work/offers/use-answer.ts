import { useState } from "react";
import type { MyWork, WorkItem } from "../../../../../server/contract/work.ts";
import { call, queryKey } from "../../../lib/api.ts";
import { refreshMyPhone } from "../../../lib/phone.ts";
import { queryClient } from "../../../lib/query-client.ts";
import { errorToast } from "../../../lib/toast.ts";
import { useOpenMine } from "../../../lib/use-open-mine.ts";
import { refreshMyWork } from "../../../lib/work.ts";

/** Accepts or declines an offer. Accepting opens the conversation; what went to somebody else says so. */
export function useAnswer() {
  const open = useOpenMine();
  const [isBusy, setIsBusy] = useState(false);

  const answer = async (item: WorkItem, send: () => Promise<unknown>) => {
    if (isBusy) return false;
    setIsBusy(true);
    try {
      await send();
      dropOffer(item.id);
      return true;
    } catch (error) {
      errorToast(error);
      return false;
    } finally {
      // A call stays held out until it is connected: whose it then is, its leg says.
      if (item.kind === "call") await refreshMyPhone();
      setIsBusy(false);
      void refreshMyWork();
    }
  };
  return {
    isBusy,
    async accept(item: WorkItem) {
      const isMine = await answer(item, () =>
        call("POST /work-items/:id/acceptance", { params: { id: item.id } }),
      );
      if (isMine) await open(item.conversationId);
    },
    decline: (item: WorkItem) =>
      answer(item, () => call("POST /work-items/:id/refusal", { params: { id: item.id } })),
  };
}

/** From the screen at once; what is fetched next says what it became. */
function dropOffer(id: string) {
  queryClient.setQueryData<MyWork>(
    queryKey("GET /me/work"),
    (kept) => kept && { ...kept, items: kept.items.filter((item) => item.id !== id) },
  );
}
