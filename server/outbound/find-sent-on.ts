import type { Deps } from "../lib/deps.ts";

/** Answers that go, or went, to the contact's address in one letter. */
export interface SentOn {
  attemptId: string;
  conversationId: string;
  /** The channel that it goes by. */
  channelId: string;
  /** The last of the answers, by which the letter is named. */
  interactionId: string;
  count: number;
}

interface Marked extends SentOn {
  state: "sending" | "done" | "overBudget";
  nodeId: string;
}

/** The letter in which an answer goes or went. */
export async function findSentOn(
  { pool }: Pick<Deps, "pool">,
  interactionId: string,
): Promise<Marked | undefined> {
  const { rows } = await pool.query<Marked>(sentOnSql, [interactionId]);
  return rows[0];
}

const sentOnSql = `
  select f.attempt_id as "attemptId", f.channel_id as "channelId", f.state, f.node_id as "nodeId",
    i.conversation_id as "conversationId", count(*)::int as count,
    (array_agg(o.id order by o.position desc))[1] as "interactionId"
  from follow_ups f join interactions i on i.id = f.interaction_id
    join follow_ups g on g.attempt_id = f.attempt_id
    join interactions o on o.id = g.interaction_id and o.conversation_id = i.conversation_id
  where f.interaction_id = $1 group by f.interaction_id, i.id`;
