import type pg from "pg";
import { asArray } from "../../db/row-arrays.ts";
import { commitPipelined } from "../../db/transact.ts";
import type { HubEvent } from "../contract/events.ts";
import type { Deps } from "../lib/deps.ts";
import type { Accepted } from "./accepted.ts";
import { decide } from "./decide.ts";
import { holdContacts } from "./hold-contacts.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { readState } from "./read-state.ts";
import { type ReceiptItem, type ReceiptWrites, takeReceipts } from "./receipts.ts";
import { type Statement, statementOf, statementsOf, type Table } from "./statements.ts";

/** How often a receipt is put off until its message is there. */
const mostWaits = 6;

/**
 * Processes accepted rows in one transaction of mostly two round trips: locks and reads, then all writes and COMMIT. Rows that
 * another node has taken over are left to it. Gives the receipts whose message is not there yet: they stay accepted.
 */
export async function processBatch(
  deps: Pick<Deps, "nodeId">,
  client: pg.Client,
  items: Accepted[],
): Promise<Accepted[]> {
  const prepared = items.flatMap((item) => prepare(item) ?? []);
  try {
    const [, taken, state] = await Promise.all([
      client.query("begin"),
      take(client, deps.nodeId, items, prepared),
      readState(client, prepared),
    ]);
    const mine = items.filter(({ id }) => taken.has(id));
    const receipts = await takeReceipts(client, mine.filter(isReceipt));
    const writes = decide(
      state,
      prepared.filter(({ id }) => taken.has(id)),
    );
    await holdContacts(client, writes);
    const late = receipts.missing.filter(({ waits = 0 }) => waits < mostWaits);
    await write(
      client,
      [...statementsOf(writes), ...receiptStatements(receipts, late, deps.nodeId)],
      [...writes.events, ...receipts.events],
    );
    return late;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

const isReceipt = (accepted: Accepted): accepted is ReceiptItem => accepted.item.type === "receipt";

// The locks are sorted by the server, so that any two batches, of whatever process, take them in one order.
const takeSql = `
  with sorted as materialized (
    select distinct hashtextextended(key, 0) as k from unnest($3::text[]) key order by 1
  ), locked as materialized (select pg_advisory_xact_lock(k) from sorted)
  delete from inbound_waiting using (select count(*) from locked) l
  where node_id = $2 and id = any($1::uuid[]) returning id`;

/** Locks who writes and where, and has the rows wait no more; gives those that are still this node's to do. */
async function take(
  client: pg.Client,
  nodeId: string,
  items: Accepted[],
  prepared: Prepared[],
): Promise<Set<string>> {
  const keys = prepared.flatMap((item) => [item.threadKey, ...item.proven.map(({ key }) => key)]);
  const { rows } = await client.query<{ id: string }>({
    name: "ingest-take",
    text: takeSql,
    values: [
      asArray(
        items.map(({ id }) => id),
        "uuid",
      ),
      nodeId,
      asArray(keys, "text"),
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

function receiptStatements(
  { changes, missing }: ReceiptWrites,
  late: ReceiptItem[],
  nodeId: string,
): Statement[] {
  const lost = missing.filter((receipt) => !late.includes(receipt));
  return [
    ...statementOf(receiptChanges, changes),
    ...statementOf(
      lateReceipts,
      late.map(({ id }) => ({ id, nodeId })),
    ),
    ...statementOf(lostReceipts, lost),
  ];
}

const receiptChanges: Table = {
  name: "receipts",
  columns: { id: "uuid", state: "text", failure: "text" },
  sql: (rows) => `
  update interactions i set state = r.state, failure = r.failure, version = i.version + 1, updated_at = now()
  from ${rows} where i.id = r.id`,
};

const lateReceipts: Table = {
  name: "late-receipts",
  columns: { id: "uuid", nodeId: "uuid" },
  sql: (rows) => `insert into inbound_waiting (node_id, id) select "nodeId", id from ${rows}`,
};

const lostReceipts: Table = {
  name: "lost-receipts",
  columns: { id: "uuid" },
  sql: (rows) => `
  update inbound i set reason = 'The message that it speaks of is not there.' from ${rows} where i.id = r.id`,
};

/** Sends all of a batch's rows and events, and COMMIT, in one go. @throws the first failure of them. */
async function write(client: pg.Client, statements: Statement[], events: HubEvent[]): Promise<void> {
  const sent = statements.map((statement) => client.query(statement));
  const results = await Promise.allSettled([...sent, commitPipelined(client, events)]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
