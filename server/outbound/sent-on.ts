import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Unread } from "./find-unread.ts";

/** How many automatic messages go to one address, and in one conversation, within an hour. */
const mostPerHour = 5;

/**
 * Marks what is about to be sent on, before it leaves. `taken`: somebody else is at some of it. `spent`: so many went
 * there lately that what answers them by itself would go on for ever; it is marked all the same, and not tried again.
 */
export async function markSentOn(
  deps: Pick<Deps, "pool">,
  { conversationId, address, messages }: Unread,
): Promise<"marked" | "taken" | "spent"> {
  const ids = messages.map(({ id }) => id);
  return transact(deps, async (tx) => {
    // On all nodes one at a time, so that each counts what the others let go.
    await tx.client.query("select pg_advisory_xact_lock(hashtextextended('automatic messages', 0))");
    const taken = await tx.client.query("select from follow_ups where interaction_id = any($1::uuid[])", [
      ids,
    ]);
    if (taken.rowCount) return "taken";
    const isSpent = await isBudgetSpent(tx, conversationId, address);
    // What does not go does not count.
    await tx.client.query(
      `insert into follow_ups (interaction_id, created_at)
      select unnest($1::uuid[]), case when $2 then '-infinity' else now() end`,
      [ids, isSpent],
    );
    return isSpent ? "spent" : "marked";
  });
}

/** For another try: the same message counts once. */
export async function unmarkSentOn({ pool }: Pick<Deps, "pool">, { messages }: Unread): Promise<void> {
  await pool.query("delete from follow_ups where interaction_id = any($1::uuid[])", [
    messages.map(({ id }) => id),
  ]);
}

async function isBudgetSpent(tx: Tx, conversationId: string, address: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ there: number; toAddress: number }>(budgetSql, [
    conversationId,
    address,
  ]);
  return rows.some(({ there, toAddress }) => Math.max(there, toAddress) >= mostPerHour);
}

// What went together was marked at the same time.
const budgetSql = `
  with places as (
    select id, false as of_address from conversations where id = $1
    union all
    select c.id, true from identities t join conversations c on c.contact_id = t.contact_id
    where t.kind = 'email' and t.address = $2 and t.is_proven
  )
  select (count(distinct f.created_at) filter (where not p.of_address))::int as there,
    (count(distinct (p.id, f.created_at)) filter (where p.of_address))::int as "toAddress"
  from places p join interactions i on i.conversation_id = p.id join follow_ups f on f.interaction_id = i.id
  where f.created_at > now() - interval '1 hour'`;
