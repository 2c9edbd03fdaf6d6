import { setImmediate } from "node:timers/promises";
import { isNull } from "drizzle-orm";
import { queues } from "../../../db/schema/routing.ts";
import type { RoutedInteraction, RoutingRule } from "../../contract/queues.ts";
import type { Deps } from "../../lib/deps.ts";
import { cut } from "../../lib/plain-text.ts";
import { transact } from "../../lib/transact.ts";
import { detectLanguage } from "../detect-language.ts";
import { matchRules } from "../match-rules.ts";
import { findArrivals, type PastArrival } from "./find-arrivals.ts";
import { refuseBadRules } from "./refuse-bad-rules.ts";

const shown = 100;
const longestPreview = 160;

type QueueOfRules = Pick<typeof queues.$inferSelect, "id" | "priority" | "requirements">;

/** Where the last messages would have gone as new work, newest first. */
export async function dryRun(
  deps: Pick<Deps, "db" | "pool">,
  { rules }: { rules: RoutingRule[] },
): Promise<RoutedInteraction[]> {
  await transact(deps, (tx) => refuseBadRules(tx, rules));
  const enabled = rules.filter(({ isEnabled }) => isEnabled);
  const rows = await deps.db.select().from(queues).where(isNull(queues.archivedAt));
  const queuesById = new Map(rows.map((queue) => [queue.id, queue]));
  const routed: RoutedInteraction[] = [];
  for (const arrival of await findArrivals(deps, shown)) {
    routed.push(routeAgain(enabled, queuesById, arrival));
    // Long texts and many rules take a while, in which others are served.
    await setImmediate();
  }
  return routed;
}

function routeAgain(
  rules: RoutingRule[],
  queuesById: Map<string, QueueOfRules>,
  arrival: PastArrival,
): RoutedInteraction {
  const { interactionId, conversationId, number, contactName, channelId, currentQueueId, at } = arrival;
  const language = () => detectLanguage(`${arrival.subject ?? ""}\n${arrival.text}`);
  const { queueId, priority, requirements, tags, ruleIds } = matchRules(rules, { ...arrival, language });
  const queue = queuesById.get(queueId ?? "");
  return {
    interactionId,
    conversationId,
    number,
    contactName,
    channelId,
    preview: cut(
      arrival.text
        .slice(0, 2 * longestPreview)
        .replace(/\s+/g, " ")
        .trim(),
      longestPreview,
    ),
    at: at.toISOString(),
    currentQueueId,
    queueId: queue?.id ?? null,
    priority: priority ?? queue?.priority ?? 0,
    requirements: requirements ?? queue?.requirements ?? [],
    tags,
    ruleIds,
  };
}
