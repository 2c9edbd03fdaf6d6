import { eq, type SQL, sql } from "drizzle-orm";
import { skills } from "../../../db/schema/routing.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { announceQueues } from "../queues/announce-queues.ts";

/** Removes a skill; queues, rules and open work stop asking for it. */
export async function removeSkill(
  deps: Pick<Deps, "pool">,
  { access, skillId }: { access: Access; skillId: string },
): Promise<void> {
  const actorId = access.personId;
  await transact(deps, async (tx) => {
    const removed = await tx.db.delete(skills).where(eq(skills.id, skillId)).returning({ id: skills.id });
    if (removed.length === 0) throw notFound("skill");
    const queueIds = await forgetInQueues(tx, skillId);
    await announceQueues(tx, queueIds, actorId);
    if (await forgetInRules(tx, skillId)) tx.append({ type: "routingRules.updated", actorId, data: {} });
    await forgetInOpenWork(tx, skillId);
    tx.append({ type: "skill.updated", actorId, data: { skillId } });
  });
}

async function forgetInQueues(tx: Tx, skillId: string): Promise<string[]> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    update queues set requirements = ${without(skillId, sql`requirements`)}
    where ${asksFor(skillId, sql`requirements`)} returning id`);
  return rows.map(({ id }) => id);
}

async function forgetInRules(tx: Tx, skillId: string): Promise<boolean> {
  const asked = sql`actions->'requirements'`;
  const { rowCount } = await tx.db.execute(sql`
    update routing_rules set actions = case when jsonb_array_length(${asked}) = 1 then actions - 'requirements'
      else jsonb_set(actions, '{requirements}', ${without(skillId, asked)}) end
    where ${asksFor(skillId, asked)}`);
  return (rowCount ?? 0) > 0;
}

async function forgetInOpenWork(tx: Tx, skillId: string) {
  await tx.db.execute(sql`
    update work_items set requirements = ${without(skillId, sql`requirements`)}
    where state <> 'done' and ${asksFor(skillId, sql`requirements`)}`);
}

const asksFor = (skillId: string, requirements: SQL) =>
  sql`${requirements} @> ${JSON.stringify([{ skillId }])}::jsonb`;

const without = (skillId: string, requirements: SQL) => sql`(
  select coalesce(jsonb_agg(r order by nth), '[]')
  from jsonb_array_elements(${requirements}) with ordinality e(r, nth) where r->>'skillId' <> ${skillId})`;
