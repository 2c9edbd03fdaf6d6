import { useEffect, useState } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { call } from "../../../lib/api.ts";
import { setReadPosition } from "../../../realtime/cache/conversations.ts";
import { raiseSeen } from "../composer/outbox.ts";

/** Long enough to have looked at what came. */
const lookMs = 800;

/** Says how far this person has read, once the end has been in view of a window that has the focus. */
export function useMarkRead({ id, length, readPosition }: Conversation, isAtEnd: boolean): void {
  const isLooking = useIsLooking();
  const isRead = (readPosition ?? 0) >= length;
  useEffect(() => {
    if (!isLooking || !isAtEnd) return;
    const timer = setTimeout(() => {
      raiseSeen(id, length);
      if (isRead) return;
      setReadPosition(id, length);
      // Said again with the next message; that it failed harms nothing.
      call("PUT /conversations/:id/read-position", { params: { id }, body: { position: length } }).catch(
        () => {},
      );
    }, lookMs);
    return () => clearTimeout(timer);
  }, [id, length, isRead, isAtEnd, isLooking]);
}

function useIsLooking(): boolean {
  const [isLooking, setIsLooking] = useState(() => document.hasFocus());
  useEffect(() => {
    const look = () => setIsLooking(document.hasFocus() && document.visibilityState === "visible");
    window.addEventListener("focus", look);
    window.addEventListener("blur", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      window.removeEventListener("blur", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return isLooking;
}
