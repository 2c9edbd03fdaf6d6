import type { CountedWork } from "../../contract/board.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { findListed } from "../queries.ts";
import type { ledBy } from "../wanted-tallies.ts";
import type { CountedFact } from "./replay-facts.ts";

interface Shown {
  access: Access;
  facts: CountedFact[];
  led: ReturnType<typeof ledBy>;
  isHandled: boolean;
}

export async function presentCounted(
  deps: Pick<Deps, "db">,
  { access, facts, led, isHandled }: Shown,
): Promise<CountedWork[]> {
  const ids = facts.map(({ conversationId }) => conversationId);
  const listed = await findListed(deps, { access, ids });
  return facts.map(({ position, at, conversationId, channelId, queueId, personId, waitedMs, adds }) => ({
    position,
    at: new Date(at).toISOString(),
    conversation: listed.get(conversationId) ?? null,
    channelId,
    queueId: led.queue(queueId) ? queueId : null,
    personId: led.person(personId) ? personId : null,
    waitedMs: isHandled ? null : waitedMs,
    handleMs: adds.handleMs ?? null,
    wrapUpMs: adds.wrapUpMs ?? null,
  }));
}
