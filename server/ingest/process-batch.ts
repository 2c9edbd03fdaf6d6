import type pg from "pg";
import { asArray } from "../../db/row-arrays.ts";
import { commitPipelined } from "../../db/transact.ts";
import type { HubEvent } from "../contract/events.ts";
import { jobForVerifying } from "../letters/job-for-verifying.ts";
import type { Deps } from "../lib/deps.ts";
import { inOneGo } from "../lib/lookup-connection.ts";
import type { Accepted } from "./accepted.ts";
import { decide } from "./decide.ts";
import { holdContacts } from "./hold-contacts.ts";
import { lockKeys } from "./lock-keys.ts";
import type { NewJob } from "./new-job.ts";
import type { OverdueJobs } from "./overdue-jobs.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { type Leads, readLeads } from "./read-leads.ts";
import { readRooms } from "./read-rooms.ts";
import { readState } from "./read-state.ts";
import { type ReceiptItem, type ReceiptWrites, takeReceipts } from "./receipts.ts";
import type { State } from "./state.ts";
import { statementsOf } from "./statements.ts";
import { type Statement, statementOf, type Table } from "./table.ts";
import type { Writes } from "./writes.ts";

/** How often a receipt is put off until its message is there. */
const mostWaits = 6;

export interface BatchDeps extends Pick<Deps, "nodeId"> {
  overdueJobs: OverdueJobs;
  /** Told what was committed just now. */
  onProcessed(items: Accepted[]): void;
}

/** Within the batch's transaction, under its locks: gives the ids of those that are to be processed. */
export type Take = (client: pg.Client) => Promise<Set<string>>;

/**
 * Processes what is taken of the items in one transaction of mostly two round trips: locks and reads, then all writes and
 * COMMIT. Gives the receipts whose message is not there yet: they wait in the ledger.
 */
export async function processBatch(
  deps: BatchDeps,
  client: pg.Client,
  items: Accepted[],
  take: Take,
): Promise<Accepted[]> {
  const prepared = items.flatMap((item) => prepare(item) ?? []);
  try {
    const [, , taken, state] = await inOneGo(client, () =>
      Promise.all([client.query("begin"), lock(client, prepared), take(client), read(client, prepared)]),
    );
    const mine = items.filter(({ id }) => taken.has(id));
    const receipts = await takeReceipts(client, mine.filter(isReceipt));
    const writes = decide(
      state,
      prepared.filter(({ id }) => taken.has(id)),
    );
    await holdContacts(client, writes);
    const late = receipts.missing.filter(({ waits = 0 }) => waits < mostWaits);
    const jobs = deps.overdueJobs.missing(writes.tasks);
    await write(
      client,
      [
        ...statementsOf(writes, [...jobs, ...verifying(writes), ...telling(receipts)]),
        ...receiptStatements(receipts, late, deps.nodeId),
      ],
      [...writes.events, ...receipts.events],
    );
    deps.overdueJobs.added(jobs);
    deps.onProcessed(mine.filter((item) => !late.some(({ id }) => id === item.id)));
    return late;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

async function read(client: pg.Client, prepared: Prepared[]): Promise<State> {
  const state = await readAfterLeads(client, prepared);
  return { ...state, rooms: await readRooms(client, state) };
}

/** A trail is followed first, at the cost of a round trip. */
async function readAfterLeads(client: pg.Client, prepared: Prepared[]): Promise<Omit<State, "rooms">> {
  if (!prepared.some(({ message }) => message?.trail)) return readState(client, prepared, noLeads);
  const leads = await readLeads(client, prepared);
  return inOneGo(client, () => readState(client, prepared, leads));
}

const noLeads: Leads = { leads: new Map(), ours: new Map() };

/** However much comes in, a forged sender is not to pass for long. */
const longestUnverifiedMs = 60_000;

/** Whoever names another as the sender is found out after commit, as that asks others. */
function verifying({ letters }: Writes): NewJob[] {
  const unknown = letters.filter(({ authenticity }) => authenticity === "unknown");
  if (unknown.length === 0) return [];
  const now = new Date();
  const latest = new Date(now.getTime() + longestUnverifiedMs).toISOString();
  return [
    jobForVerifying(
      unknown.map(({ interactionId }) => ({ interactionId, latest })),
      now,
    ),
  ];
}

const telling = ({ bounced }: ReceiptWrites): NewJob[] =>
  bounced.map((payload) => ({ name: "sayFollowUpBounced", payload, runAt: new Date().toISOString() }));

const isReceipt = (accepted: Accepted): accepted is ReceiptItem => accepted.item.type === "receipt";

/** Locks who writes and where. */
async function lock(client: pg.Client, prepared: Prepared[]): Promise<void> {
  const keys = prepared.flatMap((item) => [item.lockKey, ...item.proven.map(({ key }) => key)]);
  await lockKeys(client, keys);
}

const takeSql = "delete from inbound_waiting where node_id = $2 and id = any($1::uuid[]) returning id";

/** Has the rows wait no more; those that another node has taken over are left to it. */
export function takeWaiting(nodeId: string, items: Accepted[]): Take {
  const ids = items.map(({ id }) => id);
  return async (client) => {
    const { rows } = await client.query<{ id: string }>({
      name: "ingest-take",
      text: takeSql,
      values: [asArray(ids, "uuid"), nodeId],
    });
    return new Set(rows.map(({ id }) => id));
  };
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
  const sent = inOneGo(client, () => [
    ...statements.map((statement) => client.query(statement)),
    commitPipelined(client, events),
  ]);
  const results = await Promise.allSettled(sent);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
