import type pg from "pg";
import type { EventType } from "../contract/events.ts";

/** What a stretch of the event log makes stale, as lists of ids; it ends at `until`, the whole log at `end`. */
export interface Stale {
  until: number;
  end: number;
  count: number;
  interactionIds: string;
  /** Whose audience may have changed. */
  conversationIds: string;
  /** And the contacts of those conversations, of these deals and of these tasks. */
  contactIds: string;
  dealIds: string;
  taskIds: string;
}

/** Locks the position and reads what comes after it; nothing while another node has it, or when there is no more. */
export async function readStale(client: pg.Client, limit: number): Promise<Stale | undefined> {
  const { rows } = await client.query<Stale | { until: null }>({
    name: "search-stale",
    text: staleSql,
    values: [limit],
  });
  const [row] = rows;
  return row && row.until !== null ? row : undefined;
}

/** A list of what events of some types name. */
const listOf = (id: string, ...types: EventType[]) =>
  `string_agg(${id}, ',') filter (where type in (${types.map((type) => `'${type}'`).join(", ")}))`;

// Of each event the server gives an id at most: sending and reading them whole would cost a multiple.
const staleSql = `
  with held as materialized (
    select seq from search_position where seq < (select max(seq) from events) for no key update skip locked
  ), fresh as (
    select seq, type, conversation_id, data from events where seq > (select seq from held) order by seq limit $1
  )
  select max(seq) as until, (select max(seq) from events) as "end", count(*) as count,
    concat_ws(',', ${listOf("data->>'interactionId'", "interaction.received", "interaction.queued", "interaction.noted")})
      as "interactionIds",
    concat_ws(',', ${listOf("conversation_id::text", "conversation.assigned", "conversation.shared", "workItem.queued")},
      ${listOf("concat_ws(',', data->'conversationId'->>'from', data->'conversationId'->>'to')", "interaction.moved")})
      as "conversationIds",
    concat_ws(',', ${listOf("data->>'contactId'", "contact.created", "contact.updated", "conversation.opened", "deal.created", "task.created")},
      ${listOf("concat_ws(',', data->>'contactId', data->>'into')", "contact.joined")}) as "contactIds",
    concat_ws(',', ${listOf("data->>'dealId'", "deal.updated")}) as "dealIds",
    concat_ws(',', ${listOf("data->>'taskId'", "task.updated")}) as "taskIds"
  from fresh`;
