import type { Why } from "../../db/schema/conversations.ts";
import { lazily } from "../lib/lazily.ts";
import { detectLanguage } from "../routing/detect-language.ts";
import { matchRules } from "../routing/match-rules.ts";
import type { Draft, DraftContact, DraftConversation } from "./draft.ts";
import type { Prepared, PreparedMessage } from "./prepare.ts";
import type { ChannelState, QueueState } from "./state.ts";

/** Where a new work item goes, and what it asks for there. */
export interface Route {
  queue: QueueState | undefined;
  priority: number;
  requirements: QueueState["requirements"] | null;
  language: string | null;
  /** What led it there. */
  signals: Why["routing"];
}

/** By the rules, or where the conversation lay before, as long as that queue is there. */
export function route(
  draft: Draft,
  item: Prepared,
  message: PreparedMessage,
  conversation: DraftConversation,
  { channel, contact }: { channel: ChannelState; contact: DraftContact },
): Route {
  const { rules, queues } = draft.state.routing;
  const language = lazily(() => detectLanguage(`${message.subject ?? ""}\n${message.text}`));
  const before = queues.get(conversation.queueId ?? "");
  const routed = matchRules(rules, {
    channelId: conversation.channelId,
    channelQueueId: channel.queueId,
    source: item.source ?? conversation.source,
    subject: message.subject,
    text: message.text,
    isKnownContact: !contact.isNew,
    companyId: contact.companyId,
    language,
    at: item.receivedAt,
  });
  const queue = before ?? queues.get(routed.queueId ?? "");
  const decided = rules.filter(({ id }) => routed.ruleIds.includes(id));
  conversation.queueId = queue?.id ?? null;
  for (const name of routed.tags) draft.writes.tags.push({ conversationId: conversation.id, name });
  return {
    queue,
    priority: routed.priority ?? queue?.priority ?? 0,
    requirements: routed.requirements ?? queue?.requirements ?? null,
    language: queue?.asksLanguage ? language() : null,
    signals: [
      ...decided.map(({ name }) => ({ signal: "rule", detail: name })),
      ...(queue && queue === before ? [{ signal: "queue.kept" }] : []),
      ...(queue && !before && decided.every(({ actions }) => !actions.queueId)
        ? [{ signal: "queue.channel" }]
        : []),
    ],
  };
}
