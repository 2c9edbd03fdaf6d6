import type pg from "pg";
import { asArrays } from "../../db/row-arrays.ts";
import { commitPipelined } from "../../db/transact.ts";
import type { HubEvent } from "../contract/events.ts";
import type { Deps } from "../lib/deps.ts";
import type { Accepted } from "./accepted.ts";
import { decide } from "./decide.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { readState } from "./read-state.ts";
import { type ReceiptItem, type ReceiptWrites, takeReceipts } from "./receipts.ts";
import { prepareStatement, type Statement, statementsOf } from "./statements.ts";

/** How often a receipt is put off until its message is there. */
const mostWaits = 6;

/**
 * Processes accepted rows in one transaction of two round trips: locks and reads, then all writes and COMMIT. Rows that
 * another node has taken over are left to it. Gives the receipts whose message is not there yet: they stay accepted.
 */
export async function processBatch(
  deps: Pick<Deps, "nodeId">,
  client: pg.Client,
  items: Accepted[],
): Promise<Accepted[]> {
  const prepared = items.flatMap((item) => prepare(item) ?? []);
  try {
    const [, , taken, state] = await Promise.all([
      client.query("begin"),
      lock(client, prepared),
      take(client, deps.nodeId, items),
      readState(client, prepared),
    ]);
    const mine = items.filter(({ id }) => taken.has(id));
    const receipts = await takeReceipts(client, mine.filter(isReceipt));
    const writes = decide(
      state,
      prepared.filter(({ id }) => taken.has(id)),
    );
    const late = receipts.missing.filter(({ waits = 0 }) => waits < mostWaits);
    await write(
      client,
      [...statementsOf(writes), ...receiptStatements(receipts, late)],
      [...writes.events, ...receipts.events],
    );
    return late;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

const isReceipt = (accepted: Accepted): accepted is ReceiptItem => accepted.item.type === "receipt";

/** Sorted by the server, so that any two batches, of whatever process, take them in one order. */
const lockSql = `
  select pg_advisory_xact_lock(k) from (
    select distinct hashtextextended(key, 0) as k from unnest($1::text[]) key order by 1) sorted`;

function lock(client: pg.Client, prepared: Prepared[]) {
  const keys = prepared.flatMap((item) => [item.threadKey, ...item.proven.map(({ key }) => key)]);
  return client.query({ name: "ingest-lock", text: lockSql, values: [keys] });
}

const takeSql = `
  update inbound set state = 'done', processed_at = now(), interaction_id = case when id = any($3::uuid[]) then id end
  where id = any($1::uuid[]) and node_id = $2 and state = 'accepted' returning id`;

async function take(client: pg.Client, nodeId: string, items: Accepted[]): Promise<Set<string>> {
  const messages = items.filter(({ item }) => item.type === "message");
  const { rows } = await client.query<{ id: string }>({
    name: "ingest-take",
    text: takeSql,
    values: [`{${items.map(({ id }) => id)}}`, nodeId, `{${messages.map(({ id }) => id)}}`],
  });
  return new Set(rows.map(({ id }) => id));
}

function receiptStatements({ changes, missing }: ReceiptWrites, late: ReceiptItem[]): Statement[] {
  const lost = missing.filter((receipt) => !late.includes(receipt));
  return [
    { ...receiptChanges, rows: changes },
    { ...lateReceipts, rows: late },
    { ...lostReceipts, rows: lost },
  ];
}

const receiptChanges = prepareStatement(
  "receipts",
  { id: "uuid", state: "text", failure: "text" },
  (rows) => `
  update interactions i set state = r.state, failure = r.failure, version = i.version + 1, updated_at = now()
  from ${rows} where i.id = r.id`,
);

const lateReceipts = prepareStatement(
  "late-receipts",
  { id: "uuid" },
  (rows) => `update inbound i set state = 'accepted', processed_at = null from ${rows} where i.id = r.id`,
);

const lostReceipts = prepareStatement(
  "lost-receipts",
  { id: "uuid" },
  (rows) => `
  update inbound i set reason = 'The message that it speaks of is not there.' from ${rows} where i.id = r.id`,
);

/** Sends all of a batch's rows and events, and COMMIT, in one go. @throws the first failure of them. */
async function write(client: pg.Client, statements: Statement[], events: HubEvent[]): Promise<void> {
  const sent = statements
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, text, columns, rows }) => client.query({ name, text, values: asArrays(rows, columns) }));
  const results = await Promise.allSettled([...sent, commitPipelined(client, events)]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
