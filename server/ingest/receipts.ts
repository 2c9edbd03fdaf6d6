import type pg from "pg";
import { validate as isUuid } from "uuid";
import type { DeliveryState } from "../contract/conversations.ts";
import type { HubEvent } from "../contract/events.ts";
import type { Jobs } from "../lib/jobs.ts";
import { cut, keyText, storable } from "../lib/plain-text.ts";
import type { Accepted } from "./accepted.ts";
import type { Item } from "./inbound-schema.ts";

type Receipt = Extract<Item, { type: "receipt" }>;
export type ReceiptItem = Accepted & { item: Receipt };

export interface ReceiptWrites {
  changes: { id: string; state: DeliveryState; failure: string | null }[];
  events: HubEvent[];
  /** What was sent on by another channel than its conversation's, and came back. */
  bounced: Jobs["sayFollowUpBounced"][];
  /** Receipts whose message is not there (yet). */
  missing: ReceiptItem[];
}

/** The states that a receipt may lead on from: never back, whatever the order in which receipts come. */
const leadsOnFrom: Record<Receipt["state"], DeliveryState[]> = {
  failed: ["queued", "sending", "sent", "unknown"],
  delivered: ["queued", "sending", "sent", "unknown", "failed"],
  read: ["queued", "sending", "sent", "unknown", "failed", "delivered"],
};

/** Decides on the receipts of a batch, with their messages locked. */
export async function takeReceipts(client: pg.Client, items: ReceiptItem[]): Promise<ReceiptWrites> {
  const result: ReceiptWrites = { changes: [], events: [], bounced: [], missing: [] };
  if (items.length === 0) return result;
  const found = await findTargets(client, items);
  const messages = await lockMessages(client, [...new Set([...found.values()].flat())]);
  const changes = new Map<string, ReceiptWrites["changes"][number]>();
  for (const receipt of items) {
    const ids = found.get(receipt.id);
    if (!ids) result.missing.push(receipt);
    const { state } = receipt.item;
    for (const id of ids ?? []) {
      const message = messages.get(id);
      if (!message || !leadsOnFrom[state].includes(message.state)) continue;
      const failure = state === "failed" ? reasonOf(receipt) : null;
      changes.set(id, { id, state, failure });
      result.events.push({
        type: "interaction.stateChanged",
        conversationId: message.conversationId,
        data: { interactionId: id, state: { from: message.state, to: state } },
      });
      message.state = state;
    }
  }
  result.changes = [...changes.values()];
  await takeSentOn(client, result);
  return result;
}

const reasonOf = ({ item: { reason } }: ReceiptItem): string =>
  cut(storable(reason || "The provider gave no reason."), 2_000);

/** Of what was sent on a bounce alone matters: what was said where it was written stays as it is. */
async function takeSentOn(client: pg.Client, result: ReceiptWrites): Promise<void> {
  const named = result.missing.filter(({ item }) => isUuid(item.messageId));
  if (named.length === 0) return;
  const { rows } = await client.query<{ id: string }>({
    name: "ingest-receipts-of-sent-on",
    text: sentOnSql,
    values: [
      named.map(({ id }) => id),
      named.map(({ channelId }) => channelId),
      named.map(({ item }) => item.messageId),
    ],
  });
  const sentOn = new Set(rows.map(({ id }) => id));
  const bounces = named.filter(({ id, item }) => sentOn.has(id) && item.state === "failed");
  result.bounced = bounces.map((bounce) => ({
    interactionId: bounce.item.messageId,
    reason: reasonOf(bounce),
  }));
  result.missing = result.missing.filter(({ id }) => !sentOn.has(id));
}

const sentOnSql = `
  select r.id from unnest($1::uuid[], $2::uuid[], $3::uuid[]) r(id, channel_id, message_id)
  join follow_ups f on f.interaction_id = r.message_id and f.channel_id = r.channel_id and f.state = 'done'`;

const targetsSql = `
  with receipts as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::boolean[])
      r(receipt_id, channel_id, message_id, external_id, up_to)
  ), named as (
    select r.*, i.id, i.conversation_id, i.created_at from receipts r
      join interactions i on i.id = r.message_id and i.direction = 'out'
    union
    select r.*, i.id, i.conversation_id, i.created_at from receipts r
      join interactions i on i.external_id = r.external_id and i.direction = 'out'
  ), own as (
    select n.*, c.thread from named n join conversations c on c.id = n.conversation_id and c.channel_id = n.channel_id
  )
  select receipt_id as "receiptId", id from own
  union
  select o.receipt_id, i.id from own o
    join conversations c on c.channel_id = o.channel_id and c.thread = o.thread
    join interactions i on i.conversation_id = c.id and i.direction = 'out' and i.created_at <= o.created_at
      and i.state in ('sending', 'sent', 'delivered', 'unknown')
  where o.up_to`;

async function findTargets(client: pg.Client, items: ReceiptItem[]): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ receiptId: string; id: string }>({
    name: "ingest-receipt-targets",
    text: targetsSql,
    values: [
      items.map(({ id }) => id),
      items.map(({ channelId }) => channelId),
      items.map(({ item }) => (isUuid(item.messageId) ? item.messageId : null)),
      items.map(({ item }) => keyText(item.messageId)),
      items.map(({ item }) => item.upTo ?? false),
    ],
  });
  const byReceipt = Map.groupBy(rows, (row) => row.receiptId);
  return new Map([...byReceipt].map(([receiptId, targets]) => [receiptId, targets.map(({ id }) => id)]));
}

interface Message {
  id: string;
  conversationId: string;
  state: DeliveryState;
}

async function lockMessages(client: pg.Client, ids: string[]): Promise<Map<string, Message>> {
  const { rows } = await client.query<Message>({
    name: "ingest-receipt-messages",
    text: `select id, conversation_id as "conversationId", state from interactions
      where id = any($1::uuid[]) order by id for no key update`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}
