import { sql } from "drizzle-orm";
import type { RoutedInteraction } from "../../contract/queues.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Arrival } from "../match-rules.ts";

export type PastArrival = Omit<Arrival, "language"> &
  Pick<RoutedInteraction, "interactionId" | "conversationId" | "number" | "contactName" | "currentQueueId">;

/** The last messages by which somebody said something to us, newest first, as rules would have met them. */
export async function findArrivals({ db }: Pick<Deps, "db">, limit: number): Promise<PastArrival[]> {
  // An id begins with the time at which it was made: whoever was there before the message was known.
  const { rows } = await db.execute<Omit<PastArrival, "at"> & { at: string }>(sql`
    select i.id as "interactionId", c.id as "conversationId", c.number::int, n.name as "contactName",
      c.channel_id as "channelId", h.queue_id as "channelQueueId", c.queue_id as "currentQueueId", c.source,
      coalesce(l.subject, c.subject) as subject, i.text, coalesce(i.contact_id < i.id, true) as "isKnownContact",
      n.company_id as "companyId", i.created_at as at
    from interactions i join conversations c on c.id = i.conversation_id
    join channels h on h.id = c.channel_id join contacts n on n.id = c.contact_id
    left join letters l on l.interaction_id = i.id
    where i.kind = 'message' and i.direction = 'in' and l.nature is null
    order by i.id desc limit ${limit}`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
