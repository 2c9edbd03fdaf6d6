import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { offerKey } from "./offer-key.ts";

/** Opens who calls before the call is answered, where that takes nothing out of anybody's hands. */
export function useOfferedCall(offers: WorkItem[]): void {
  const navigate = useNavigate();
  const opened = useRef(new Set<string>());
  useEffect(() => {
    const offer = offers.find((item) => item.kind === "call" && !opened.current.has(offerKey(item)));
    if (!offer) return;
    opened.current.add(offerKey(offer));
    if (isInUse()) return;
    const params = { view: "mine", conversationId: offer.conversationId };
    void navigate({ to: "/inbox/$view/$conversationId", params });
  }, [offers, navigate]);
}

/** Something is being typed or chosen here, or this tab is not looked at. */
function isInUse(): boolean {
  const { activeElement } = document;
  return (
    document.visibilityState === "hidden" ||
    document.querySelector('[aria-modal="true"], [role="dialog"], [role="menu"], [role="listbox"]') !==
      null ||
    (activeElement instanceof HTMLElement &&
      (activeElement.isContentEditable || activeElement.matches("input, textarea, select")))
  );
}
