import type { Conversation } from "../../../server/contract/conversations.ts";
import { t } from "../lib/i18n.ts";
import { shortSpan } from "../lib/time.ts";

export interface Waiting {
  meaning: "plain" | "waiting" | "late";
  /** How long, for the clock's face. */
  span: string;
  /** The same in words. */
  words: string;
}

/** Near its due time when less than a quarter of what it was given is left. */
const near = 0.25;

/** How the contact's waiting stands; undefined when nobody waits. */
export function waitingOf(
  { waitingSince, dueAt }: Pick<Conversation, "waitingSince" | "dueAt">,
  now: number,
): Waiting | undefined {
  if (!waitingSince) return undefined;
  const since = Date.parse(waitingSince);
  const span = shortSpan(now - since);
  const waits = t("common.waiting.waits", { span });
  if (!dueAt) return { meaning: "plain", span, words: waits };
  const due = Date.parse(dueAt);
  if (now >= due) {
    return {
      meaning: "late",
      span,
      words: `${waits}, ${t("common.waiting.late", { span: shortSpan(now - due) })}`,
    };
  }
  const isNear = due - now < (due - since) * near;
  const words = `${waits}, ${t("common.waiting.due", { span: shortSpan(due - now) })}`;
  return { meaning: isNear ? "waiting" : "plain", span, words };
}
