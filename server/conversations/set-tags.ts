import { eq, inArray, sql } from "drizzle-orm";
import { conversationTags, tags } from "../../db/schema/index.ts";
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

async function findOrMake(tx: Tx, names: string[]): Promise<Tag[]> {
  const byFold = new Map(names.map((name) => [name.toLowerCase(), name]));
  if (byFold.size === 0) return [];
  const known = new Set((await findTags(tx, [...byFold.keys()])).map(({ name }) => name.toLowerCase()));
  // In one order for all, so that two who add the same names do not wait for each other.
  const missing = [...byFold].filter(([fold]) => !known.has(fold)).sort();
  if (missing.length > 0) {
    await tx.db
      .insert(tags)
      .values(missing.map(([, name]) => ({ name })))
      .onConflictDoNothing();
  }
  return findTags(tx, [...byFold.keys()]);
}

const fold = sql`lower(${tags.name})`;

const findTags = (tx: Tx, folds: string[]): Promise<Tag[]> =>
  tx.db
    .selectDistinctOn([fold], { id: tags.id, name: tags.name })
    .from(tags)
    .where(inArray(fold, folds))
    .orderBy(fold, tags.createdAt);
