import { useEffect, useRef } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { useOpenMine } from "../../../lib/use-open-mine.ts";
import { whenHandsAreFree } from "../../../lib/when-hands-are-free.ts";
import { offerKey } from "./offer-key.ts";

/** Opens who calls before the call is answered. */
export function useOfferedCall(offers: WorkItem[]): void {
  const open = useOpenMine();
  const opened = useRef(new Set<string>());
  useEffect(() => {
    const offer = offers.find((item) => item.kind === "call" && !opened.current.has(offerKey(item)));
    if (!offer) return;
    return whenHandsAreFree(() => {
      opened.current.add(offerKey(offer));
      void open(offer.conversationId);
    });
  }, [offers, open]);
}
