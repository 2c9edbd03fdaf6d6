import { sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { lockPeople } from "./lock-people.ts";
import { settlePhones } from "./settle-phones.ts";
import { takeOffline } from "./take-offline.ts";

/** So that nobody waits long for a lock while a whole node's people come. */
const atOnce = 200;

/** Who is connected to a node, and whose screens among them are ready to carry calls. */
export interface Screens {
  personIds: ReadonlySet<string>;
  phones: ReadonlySet<string>;
}

/** Brings what is written down of this node's connections in line with who is connected to it; the first makes online. */
export async function keepConnections(
  deps: Pick<Deps, "pool" | "db" | "clock" | "nodeId">,
  { personIds, phones }: Screens,
): Promise<void> {
  const { rows } = await deps.db.execute<{ id: string; hasPhone: boolean }>(
    sql`select person_id as id, has_phone as "hasPhone" from connections where node_id = ${deps.nodeId}`,
  );
  const written = new Map(rows.map(({ id, hasPhone }) => [id, hasPhone]));
  const come = [...personIds].filter((id) => !written.has(id));
  const gone = [...written.keys()].filter((id) => !personIds.has(id));
  const changed = [...personIds].filter((id) => (written.get(id) ?? false) !== phones.has(id));
  for (const ids of inChunks(come)) await transact(deps, (tx) => bringOnline(tx, deps, ids));
  for (const ids of inChunks(gone)) await transact(deps, (tx) => letGo(tx, deps, ids));
  for (const ids of inChunks(changed)) await transact(deps, (tx) => setPhones(tx, deps, ids, phones));
}

async function bringOnline(tx: Tx, { nodeId, clock }: Pick<Deps, "nodeId" | "clock">, personIds: string[]) {
  const now = clock.now();
  const here = uuids(await lockPeople(tx, personIds));
  await tx.db.execute(sql`
    insert into connections (person_id, node_id)
    select id, ${nodeId}::uuid from unnest(${here}::uuid[]) id on conflict do nothing`);
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    update people set is_online = true, online_since = ${now}, idle_since = ${now}
    where id = any(${here}::uuid[]) and not is_online returning id`);
  for (const { id: personId } of rows) {
    const isOnline = { from: false, to: true };
    tx.append({ type: "person.presenceChanged", data: { personId, isOnline } });
  }
}

async function letGo(tx: Tx, { nodeId, clock }: Pick<Deps, "nodeId" | "clock">, personIds: string[]) {
  await lockPeople(tx, personIds);
  await tx.db.execute(sql`
    delete from connections where node_id = ${nodeId} and person_id = any(${uuids(personIds)}::uuid[])`);
  await takeOffline(tx, personIds, clock.now());
  await settlePhones(tx, personIds);
}

async function setPhones(
  tx: Tx,
  { nodeId }: Pick<Deps, "nodeId">,
  personIds: string[],
  phones: ReadonlySet<string>,
) {
  await lockPeople(tx, personIds);
  const ready = uuids(personIds.filter((id) => phones.has(id)));
  await tx.db.execute(sql`
    update connections set has_phone = (person_id = any(${ready}::uuid[]))
    where node_id = ${nodeId} and person_id = any(${uuids(personIds)}::uuid[])`);
  await settlePhones(tx, personIds);
}

function inChunks(ids: string[]): string[][] {
  const count = Math.ceil(ids.length / atOnce);
  return Array.from({ length: count }, (_, nth) => ids.slice(nth * atOnce, (nth + 1) * atOnce));
}
