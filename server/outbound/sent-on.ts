import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { SentOn } from "./find-sent-on.ts";
import type { Unread } from "./find-unread.ts";
import { saySentOn } from "./say-sent-on.ts";

/** How many automatic messages go to one address, and in one conversation, within an hour. */
const mostPerHour = 5;
const tooMany = "Too many automatic messages went there in the last hour.";

/**
 * Marks what is about to be sent on, before it leaves. `taken`: somebody else is at some of it. `spent`: so many went
 * there lately that what answers them by itself would go on for ever; that is said, and it is not tried again.
 */
export async function markSentOn(
  deps: Pick<Deps, "pool" | "clock" | "nodeId">,
  { address, messages }: Unread,
  sentOn: SentOn,
): Promise<"marked" | "taken" | "spent"> {
  const ids = messages.map(({ id }) => id);
  return transact(deps, async (tx) => {
    // On all nodes one at a time, so that each counts what the others let go.
    await tx.client.query("select pg_advisory_xact_lock(hashtextextended('automatic messages', 0))");
    const taken = await tx.client.query("select from follow_ups where interaction_id = any($1::uuid[])", [
      ids,
    ]);
    if (taken.rowCount) return "taken";
    const isSpent = await isBudgetSpent(tx, sentOn.conversationId, address);
    await tx.client.query(
      `insert into follow_ups (interaction_id, attempt_id, channel_id, state, node_id)
      select unnest($1::uuid[]), $2, $3, $4, $5`,
      [ids, sentOn.attemptId, sentOn.channelId, isSpent ? "overBudget" : "sending", deps.nodeId],
    );
    if (!isSpent) return "marked";
    await saySentOn(tx, sentOn, { reason: tooMany }, deps.clock.now());
    return "spent";
  });
}

/** For another try: the same message counts once. False where it was found half-way and settled meanwhile. */
export async function unmarkSentOn(tx: Tx, { attemptId }: SentOn): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    "delete from follow_ups where attempt_id = $1 and state = 'sending'",
    [attemptId],
  );
  return rowCount !== 0;
}

async function isBudgetSpent(tx: Tx, conversationId: string, address: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ there: number; toAddress: number }>(budgetSql, [
    conversationId,
    address,
  ]);
  return rows.some(({ there, toAddress }) => Math.max(there, toAddress) >= mostPerHour);
}

const budgetSql = `
  with places as (
    select id, false as of_address from conversations where id = $1
    union all
    select c.id, true from identities t join conversations c on c.contact_id = t.contact_id
    where t.kind = 'email' and t.address = $2 and t.is_proven
  )
  select (count(distinct f.attempt_id) filter (where not p.of_address))::int as there,
    (count(distinct f.attempt_id) filter (where p.of_address))::int as "toAddress"
  from places p join interactions i on i.conversation_id = p.id join follow_ups f on f.interaction_id = i.id
  where f.created_at > now() - interval '1 hour' and f.state <> 'overBudget'`;
