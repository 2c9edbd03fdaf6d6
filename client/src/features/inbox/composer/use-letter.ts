import { useState } from "react";
import { flushSync } from "react-dom";
import type { Conversation, Interaction } from "../../../../../server/contract/conversations.ts";
import { focusField } from "../../../lib/focus-field.ts";
import { useMe } from "../../../lib/session.ts";
import type { Written } from "../../../ui/letter/rich-text.tsx";
import { answerLetter, hasOthers } from "./answer-letter.ts";
import { changeDraft, type Draft, findDraft, type LetterFields, type LetterMode } from "./drafts.ts";
import { useInteraction, useLastLetter } from "./use-last-letter.ts";

export type LetterWriting = ReturnType<typeof useLetter>;

/** The letter that is being written: what follows from the one that it answers, until something else is chosen. */
export function useLetter(conversation: Conversation, draft: Draft, isOn: boolean) {
  const { id, subject } = conversation;
  const signature = useMe().preferences.signature?.trim() ?? "";
  const last = useLastLetter(conversation, isOn);
  const fields = draft.letter ?? begun(answerLetter(last, "reply", subject));
  const loaded = useInteraction(id, fields.ofId);
  const of = loaded ?? (fields.ofId === last?.id ? last : undefined);
  const [isOpen, setIsOpen] = useState(false);
  const [isQuoteShown, setIsQuoteShown] = useState(false);
  const [isRecipientDemanded, setIsRecipientDemanded] = useState(false);
  const isLost = fields.to.length === 0 && (draft.letter !== undefined || last !== undefined);
  // Once it was to be filled in, it stays while it is.
  if (isOn && isLost && !isOpen) setIsOpen(true);

  const change = (some: Partial<LetterFields>) => {
    setIsRecipientDemanded(false);
    changeDraft(id, { letter: { ...(findDraft(id).letter ?? fields), ...some } });
  };
  return {
    fields,
    of,
    signature,
    hasOthers: hasOthers(of ?? last),
    isOpen,
    isQuoteShown,
    isRecipientDemanded,
    change,
    fold: () => setIsOpen(false),
    unfold: () => setIsOpen(true),
    showQuote: setIsQuoteShown,
    /** As before anything was written. */
    reset() {
      setIsOpen(false);
      setIsQuoteShown(false);
    },
    demandRecipient() {
      setIsOpen(true);
      setIsRecipientDemanded(true);
      // It can be hidden until this is drawn.
      requestAnimationFrame(() => focusField(recipientsId));
    },
    write({ html, text }: Written, begunAt: number | undefined) {
      const letter = { ...(findDraft(id).letter ?? fields), html };
      changeDraft(id, { message: text, letter, ...(begunAt !== undefined && { begunAt }) });
    },
    /** As another kind of answer, to the same message; what was written stays. */
    turnTo(mode: LetterMode) {
      if (mode === fields.mode) flushSync(() => changeDraft(id, { kind: "message" }));
      else turn(id, answerLetter(of ?? last, mode, subject));
      const isLostNow = findDraft(id).letter?.to.length === 0;
      focusField(isLostNow ? recipientsId : letterFieldId);
    },
  };
}

/** From a message's own menu: answers it, whichever came last. */
export function beginLetter(of: Interaction, mode: LetterMode): void {
  turn(of.conversationId, answerLetter(of, mode));
  focusField(mode === "forward" ? recipientsId : letterFieldId);
}

export const letterFieldId = "letter";
export const recipientsId = "letter-to";

type Answered = ReturnType<typeof answerLetter>;

const begun = (answered: Answered): LetterFields => ({ ...answered, html: "", isSigned: true });

function turn(id: string, answered: Answered) {
  const { html = "", isSigned = true, bcc = [] } = findDraft(id).letter ?? {};
  // The field that then gets the focus must be there.
  flushSync(() => changeDraft(id, { kind: "message", letter: { ...answered, html, isSigned, bcc } }));
}
