import type { Client } from "../../db/connect.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import { addTo, type Fact, noTally, type Tally } from "./floor/tally.ts";
import { tallyColumns } from "./tally-columns.ts";

/** How far the log was counted; undefined where it never was. */
export async function tallyPosition({ pool }: Pick<Deps, "pool">): Promise<number | undefined> {
  const { rows } = await pool.query<{ seq: number }>("select seq from tally_position");
  return rows[0]?.seq;
}

/** Counts what happened between two positions. @throws when it was counted by somebody else. */
export async function moveTallies(
  deps: Pick<Deps, "pool">,
  facts: readonly Fact[],
  { from, to }: { from: number; to: number },
): Promise<void> {
  await transact(deps, async ({ client }) => {
    const moved = await client.query("update tally_position set seq = $2 where seq = $1", [from, to]);
    if (moved.rowCount !== 1) throw new Error("Another node has counted this.");
    await addTallies(client, facts);
  });
}

type Row = Omit<Fact, "adds" | "work"> & Tally;

export async function addTallies(client: Pick<Client, "query">, facts: readonly Fact[]): Promise<void> {
  const rows = new Map<string, Row>();
  for (const { adds, work: _, ...place } of facts) {
    const key = Object.values(place).join(" ");
    const row = rows.get(key) ?? { ...place, ...noTally() };
    rows.set(key, row);
    addTo(row, adds);
  }
  const values = [...rows.values()].map((row) => ({ ...row, quarter: new Date(row.quarter) }));
  if (values.length > 0) await client.query(addSql, [JSON.stringify(values)]);
}

const names = tallyColumns.map(({ name }) => name).join(", ");
const keys = (type = "") => tallyColumns.map(({ key }) => `"${key}"${type}`).join(", ");
const added = tallyColumns.map(({ name, isMost }) =>
  isMost ? `${name} = greatest(t.${name}, excluded.${name})` : `${name} = t.${name} + excluded.${name}`,
);

const addSql = `
  insert into work_tallies as t (quarter, queue_id, channel_id, person_id, ${names})
  select quarter, "queueId", "channelId", "personId", ${keys()}
  from jsonb_to_recordset($1::jsonb)
    as r(quarter timestamptz, "queueId" uuid, "channelId" uuid, "personId" uuid, ${keys(" bigint")})
  on conflict on constraint work_tallies_key do update set ${added.join(", ")}`;
