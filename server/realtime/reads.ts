import { and, desc, eq, lt } from "drizzle-orm";
import type { LiveSignal } from "../../connectors/contract.ts";
import { interactions } from "../../db/schema/index.ts";
import type { LoggedEvent } from "../contract/events.ts";
import type { Deps } from "../lib/deps.ts";
import type { PersonHere } from "./agent-socket.ts";

/** Tells contacts what was read of theirs; the node where the reader is does it, so that it is said once. */
export async function notifyReads(
  deps: Deps,
  events: LoggedEvent[],
  options: {
    people: ReadonlyMap<string, PersonHere>;
    notifyThread(conversationId: string, signal: LiveSignal): void;
  },
): Promise<void> {
  const positions = new Map<string, number>();
  for (const event of events) {
    if (event.type !== "conversation.read" || !event.conversationId) continue;
    if (options.people.has(event.data.personId)) positions.set(event.conversationId, event.data.position);
  }
  for (const [conversationId, position] of positions) {
    const [last] = await deps.db
      .select({ id: interactions.id })
      .from(interactions)
      .where(
        and(
          eq(interactions.conversationId, conversationId),
          eq(interactions.direction, "in"),
          lt(interactions.position, position),
        ),
      )
      .orderBy(desc(interactions.position))
      .limit(1);
    if (last) options.notifyThread(conversationId, { type: "read", upTo: last.id });
  }
}
