import { useEffect, useRef } from "react";
import { showTyping } from "../../../realtime/socket.ts";

/** Said again before the hub lets it fade, and ended when nothing more is typed. */
const againMs = 4000;
const restMs = 5000;

/** Tells the contact and colleagues that an answer is being typed. */
export function useTyping(conversationId: string): { say(isTyping: boolean): void } {
  const saidAt = useRef(0);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const say = (isTyping: boolean) => {
    clearTimeout(rest.current);
    if (!isTyping) {
      if (saidAt.current > 0) showTyping(conversationId, false);
      saidAt.current = 0;
      return;
    }
    if (Date.now() - saidAt.current > againMs) {
      saidAt.current = Date.now();
      showTyping(conversationId, true);
    }
    rest.current = setTimeout(() => say(false), restMs);
  };
  const latest = useRef(say);
  latest.current = say;
  useEffect(() => () => latest.current(false), []);
  return { say };
}
