import { sql } from "drizzle-orm";
import type { LiveSignal } from "../../connectors/contract.ts";
import type { LoggedEvent } from "../contract/events.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import type { PersonHere } from "./agent-socket.ts";
import type { ThreadAddress } from "./thread-address.ts";

/** Tells contacts what was read of theirs; the node where the reader is does it, so that it is said once. */
export async function notifyReads(
  deps: Pick<Deps, "db">,
  events: LoggedEvent[],
  options: {
    people: ReadonlyMap<string, PersonHere>;
    notifyThread(thread: ThreadAddress, signal: LiveSignal): void;
  },
): Promise<void> {
  const positions = new Map<string, number>();
  for (const event of events) {
    if (event.type !== "conversation.read" || !event.conversationId) continue;
    if (!options.people.has(event.data.personId)) continue;
    const before = positions.get(event.conversationId) ?? 0;
    positions.set(event.conversationId, Math.max(before, event.data.position));
  }
  if (positions.size === 0) return;
  for (const { upTo, ...thread } of await findLastRead(deps, positions))
    options.notifyThread(thread, { type: "read", upTo });
}

/** The contact's last message before each conversation's position. */
async function findLastRead(deps: Pick<Deps, "db">, positions: Map<string, number>) {
  const { rows } = await deps.db.execute<{ channelId: string; thread: string; upTo: string }>(sql`
    select c.channel_id as "channelId", c.thread, last.id as "upTo"
    from unnest(${uuids([...positions.keys()])}::uuid[], ${`{${[...positions.values()]}}`}::int[]) r(id, position)
    join conversations c on c.id = r.id
    cross join lateral (
      select i.id from interactions i
      where i.conversation_id = r.id and i.direction = 'in' and i.position < r.position
      order by i.position desc limit 1) last`);
  return rows;
}
