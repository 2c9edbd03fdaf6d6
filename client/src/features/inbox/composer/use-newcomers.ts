import { useEffect, useRef } from "react";
import type { Conversation, Interaction } from "../../../../../server/contract/conversations.ts";
import { useMe } from "../../../lib/session.ts";
import { loadedInteractions } from "../../../realtime/cache/timeline.ts";
import type { Draft } from "./drafts.ts";

/** What stood before one's eyes this long has been shown. */
const shownMs = 1500;

export interface Newcomers {
  all: Interaction[];
  /** Whether something came that cannot have been seen yet, or a colleague answered. */
  mustBeShown(): boolean;
}

/** What came in, or was answered by a colleague, since the answer was begun. */
export function useNewcomers(conversation: Conversation, draft: Draft): Newcomers {
  const me = useMe();
  const begunAt = draft.message.trim() === "" ? undefined : draft.begunAt;
  const all =
    begunAt === undefined || conversation.length <= begunAt
      ? []
      : loadedInteractions(conversation.id).filter(
          (one) => one.position >= begunAt && one.kind === "message" && one.author.id !== me.id,
        );
  const newest = all.at(-1)?.id;
  const since = useRef<{ id: string | undefined; at: number }>({ id: undefined, at: 0 });
  useEffect(() => {
    since.current = { id: newest, at: Date.now() };
  }, [newest]);
  return {
    all,
    mustBeShown() {
      if (all.length === 0) return false;
      const isJustIn = since.current.id !== newest || Date.now() - since.current.at < shownMs;
      return isJustIn || !document.hasFocus() || all.some((one) => one.direction === "out");
    },
  };
}
