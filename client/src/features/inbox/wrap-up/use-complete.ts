import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { call } from "../../../lib/api.ts";
import { isCode } from "../../../lib/api-error.ts";
import { errorToast } from "../../../lib/toast.ts";
import { hubNow, refreshMyWork, refreshWorkOf } from "../../../lib/work.ts";

/** The hub ends a wrap-up on time without looking; what was chosen is to count. */
const beforeEndMs = 1500;

/** Ends the wrap-up with what was chosen, by the button or just before its time is over. */
export function useComplete(item: WorkItem, dispositionId: string | null) {
  const send = useMutation({
    mutationFn: () =>
      call("POST /work-items/:id/completion", { params: { id: item.id }, body: { dispositionId } }),
    onError(error) {
      // It ended in the same moment, which is what was wanted.
      if (!isCode(error, "conflict")) errorToast(error);
    },
    onSettled: () => Promise.all([refreshWorkOf(item.conversationId), refreshMyWork()]),
  });
  const complete = useRef(send.mutate);
  complete.current = send.mutate;
  const { wrapUpEndsAt } = item;
  const isChosen = dispositionId !== null;
  useEffect(() => {
    if (!wrapUpEndsAt || !isChosen) return;
    const left = Date.parse(wrapUpEndsAt) - hubNow() - beforeEndMs;
    const timer = setTimeout(() => complete.current(), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [wrapUpEndsAt, isChosen]);
  return { isBusy: send.isPending, complete: () => send.mutate() };
}
