import { useEffect } from "react";
import { useMyCalls } from "../../../lib/phone.ts";
import { changeDraft, findDraft, hasText } from "./drafts.ts";

/** Who talks with somebody writes notes: in the conversation of one's call the composer begins as that. */
export function useNotesInCall(conversationId: string): void {
  const isInCall = useMyCalls().some(({ call }) => call.conversationId === conversationId);
  useEffect(() => {
    if (isInCall && !hasText(findDraft(conversationId))) changeDraft(conversationId, { kind: "note" });
  }, [isInCall, conversationId]);
}
