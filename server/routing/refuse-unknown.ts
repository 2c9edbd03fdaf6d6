import { type SQL, sql } from "drizzle-orm";
import type { Requirement } from "../../db/schema/routing.ts";
import { AppError } from "../lib/app-error.ts";
import { uuids } from "../lib/rows.ts";
import type { Tx } from "../lib/transact.ts";

export type What = "person" | "team" | "channel" | "company" | "queue" | "skill" | "call flow";

/** Something that was given by its id, and the field that it stood in. */
export interface Named {
  what: What;
  id: string;
  field: string;
}

/** Whoever archives or removes one of them waits for those who name it, and so finds what they wrote. */
const there: Record<What, SQL> = {
  person: sql`people t where`,
  team: sql`teams t where`,
  channel: sql`channels t where t.archived_at is null and`,
  company: sql`companies t where`,
  queue: sql`queues t where t.archived_at is null and`,
  skill: sql`skills t where`,
  "call flow": sql`call_flows t where t.archived_at is null and`,
};

export const namedBy = (what: What, ids: readonly string[] | undefined, field: string): Named[] =>
  (ids ?? []).map((id) => ({ what, id, field }));

export const skillsOf = (requirements: readonly Requirement[] | undefined, field: string): Named[] =>
  namedBy(
    "skill",
    requirements?.map(({ skillId }) => skillId),
    field,
  );

/** @throws AppError `invalid` with the fields that name what is not there, or is archived. */
export async function refuseUnknown(tx: Tx, named: readonly Named[]): Promise<void> {
  const fields: Record<string, string> = {};
  for (const [what, from] of Object.entries(there)) {
    const asked = named.filter((one) => one.what === what);
    if (asked.length === 0) continue;
    const ids = [...new Set(asked.map(({ id }) => id))];
    const { rows } = await tx.db.execute<{ id: string }>(sql`
      select t.id from ${from} t.id = any(${uuids(ids)}::uuid[]) order by t.id for key share of t`);
    const known = new Set(rows.map(({ id }) => id));
    for (const { id, field } of asked)
      if (!known.has(id)) fields[field] = `names a ${what} that is not there`;
  }
  if (Object.keys(fields).length > 0) {
    throw new AppError("invalid", "Some fields are not right.", { fields });
  }
}
