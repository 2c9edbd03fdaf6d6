import type { Tx } from "../lib/transact.ts";

export interface Unsent {
  interactionId: string;
  conversationId: string;
  channelId: string;
  state: "queued" | "sending";
  /** The latest attempt, where there was one. */
  deliveryId: string | null;
  nodeId: string | null;
  retryAt: Date | null;
  /** The number of the latest attempt ever, 0 without one. */
  lastAttempt: number;
  /** Attempts since the last that settled it: a person's retry starts anew. */
  attempts: number;
}

/** The first answer of a conversation that is not settled; the conversation is locked. */
export async function findUnsent(tx: Tx, conversationId: string): Promise<Unsent | undefined> {
  // Apart, so that what is read next was not overtaken while waiting for the lock.
  await tx.client.query("select from conversations where id = $1 for no key update", [conversationId]);
  const { rows } = await tx.client.query<Unsent>(
    `select i.id as "interactionId", c.id as "conversationId", c.channel_id as "channelId", i.state,
      d.id as "deliveryId", d.node_id as "nodeId", d.retry_at as "retryAt", coalesce(d.attempt, 0) as "lastAttempt",
      coalesce(d.attempt, 0) - coalesce(
        (select max(attempt) from deliveries where interaction_id = i.id and is_final), 0) as attempts
    from interactions i
    join conversations c on c.id = i.conversation_id
    left join lateral (select * from deliveries where interaction_id = i.id order by attempt desc limit 1) d on true
    where i.conversation_id = $1 and i.state in ('queued', 'sending')
    order by i.position limit 1`,
    [conversationId],
  );
  return rows[0];
}
