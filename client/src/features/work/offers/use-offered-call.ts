import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { offerKey } from "./offer-key.ts";

const againMs = 200;

/** Opens who calls before the call is answered, as soon as that takes nothing out of anybody's hands. */
export function useOfferedCall(offers: WorkItem[]): void {
  const navigate = useNavigate();
  const opened = useRef(new Set<string>());
  useEffect(() => {
    const offer = offers.find((item) => item.kind === "call" && !opened.current.has(offerKey(item)));
    if (!offer) return;
    const hands = watchHands();
    const look = () => {
      if (hands.areFull()) return;
      end();
      opened.current.add(offerKey(offer));
      const params = { view: "mine", conversationId: offer.conversationId };
      void navigate({ to: "/inbox/$view/$conversationId", params });
    };
    const timer = setInterval(look, againMs);
    document.addEventListener("visibilitychange", look);
    const end = () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      hands.stop();
    };
    look();
    return end;
  }, [offers, navigate]);
}

/** Whether something is being typed, chosen or pressed here, or this tab is not looked at. */
function watchHands() {
  let isPressed = false;
  const press = () => {
    isPressed = true;
  };
  const letGo = () => {
    isPressed = false;
  };
  const stop = new AbortController();
  const listening = { capture: true, signal: stop.signal };
  window.addEventListener("pointerdown", press, listening);
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, letGo, listening);
  return {
    areFull: () => isPressed || document.visibilityState === "hidden" || isChoosing() || isTyping(),
    stop: () => stop.abort(),
  };
}

const isChoosing = () =>
  document.querySelector('[aria-modal="true"], [role="dialog"], [role="menu"], [role="listbox"]') !== null;

function isTyping(): boolean {
  const { activeElement } = document;
  return (
    activeElement instanceof HTMLElement &&
    (activeElement.isContentEditable || activeElement.matches("input, textarea, select"))
  );
}
