import { eq, sql } from "drizzle-orm";
import { conversationTags, newId, tags } from "../../db/schema/index.ts";
import type { Tag } from "../contract/conversations.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { addEntry, holdConversation, saveConversation } from "./hold.ts";

/** Gives a conversation exactly these tags; names that differ in case only are one tag. */
export async function setTags(
  deps: Deps,
  input: { access: Access; conversationId: string; names: string[] },
): Promise<void> {
  const { access, conversationId, names } = input;
  await transact(deps, async (tx) => {
    const held = await holdConversation(tx, access, conversationId);
    const before = await tagsOf(tx, conversationId);
    const after = await findOrMake(tx, names);
    const added = without(after, before);
    const removed = without(before, after);
    if (added.length === 0 && removed.length === 0) return;
    await tx.db.delete(conversationTags).where(eq(conversationTags.conversationId, conversationId));
    if (after.length > 0) {
      await tx.db.insert(conversationTags).values(after.map(({ id }) => ({ conversationId, tagId: id })));
    }
    const ids = (list: Tag[]) => list.map(({ id }) => id);
    tx.append({
      type: "conversation.tagged",
      conversationId,
      actorId: access.personId,
      data: { tagIds: { from: ids(before), to: ids(after) } },
    });
    const said = (list: Tag[]) => list.map(({ name }) => name);
    await addEntry(tx, held, access.personId, "conversation.tagged", {
      added: said(added),
      removed: said(removed),
    });
    await saveConversation(tx, held, deps.clock.now());
  });
}

const without = (list: Tag[], other: Tag[]) => list.filter(({ id }) => !other.some((tag) => tag.id === id));

const tagsOf = (tx: Tx, conversationId: string): Promise<Tag[]> =>
  tx.db
    .select({ id: tags.id, name: tags.name })
    .from(conversationTags)
    .innerJoin(tags, eq(tags.id, conversationTags.tagId))
    .where(eq(conversationTags.conversationId, conversationId));

/** Folded by the database alone: its lower() and JavaScript's differ in some scripts. */
async function findOrMake(tx: Tx, names: string[]): Promise<Tag[]> {
  if (names.length === 0) return [];
  const rows = JSON.stringify(names.map((name) => ({ id: newId(), name })));
  // In one order for all, so that two who add the same names do not wait for each other.
  await tx.db.execute(sql`
    insert into tags (id, name)
    select distinct on (lower(r.name)) r.id, r.name from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, name text)
    where not exists (select from tags t where lower(t.name) = lower(r.name))
    order by lower(r.name) on conflict do nothing`);
  const fold = sql`lower(${tags.name})`;
  return tx.db
    .selectDistinctOn([fold], { id: tags.id, name: tags.name })
    .from(tags)
    .where(sql`${fold} in (select lower(r.name) from jsonb_to_recordset(${rows}::jsonb) as r(name text))`)
    .orderBy(fold, tags.createdAt);
}
