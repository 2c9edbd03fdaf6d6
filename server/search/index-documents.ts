import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../../db/connect.ts";
import { asArrays } from "../../db/row-arrays.ts";
import { uuids } from "../lib/rows.ts";
import { conversationAudience } from "./audience.ts";
import { fold, termsOf } from "./fold.ts";

/** A connection, or a transaction on one. */
type Writer = Pick<Db, "execute">;

/** What the log says has changed. */
export interface Changes {
  interactionIds: Set<string>;
  /** Whose audience may have changed. */
  conversationIds: Set<string>;
  contactIds: Set<string>;
}

const chunk = 2_000;

/** Writes the search documents of what changed; running it again changes nothing. */
export async function indexDocuments(db: Writer, changes: Changes): Promise<void> {
  for (const ids of chunksOf(changes.interactionIds)) await indexInteractions(db, ids);
  for (const ids of chunksOf(changes.conversationIds)) await refreshAudience(db, ids);
  for (const ids of chunksOf(changes.contactIds)) await indexContacts(db, ids);
}

async function indexInteractions(db: Writer, ids: string[]): Promise<void> {
  const { rows } = await db.execute<{ id: string; conversationId: string; text: string }>(sql`
    select id, conversation_id as "conversationId", text from interactions
    where id = any(${uuids(ids)}::uuid[]) and kind in ('message', 'note') and text <> ''`);
  // No term has a space in it.
  const documents = rows.map((row) => ({ ...row, terms: termsOf(row.text).join(" ") }));
  const [id, conversationId, terms] = asArrays(documents, {
    id: "uuid",
    conversationId: "uuid",
    terms: "text",
  });
  await db.execute(sql`
    insert into search_interactions (interaction_id, conversation_id, terms, audience)
    select d.id, c.id, array_to_tsvector(string_to_array(d.terms, ' ')), ${conversationAudience}
    from unnest(${id}::uuid[], ${conversationId}::uuid[], ${terms}::text[]) as d(id, conversation_id, terms)
    join conversations c on c.id = d.conversation_id
    on conflict (interaction_id) do update
      set conversation_id = excluded.conversation_id, terms = excluded.terms, audience = excluded.audience`);
}

async function refreshAudience(db: Writer, ids: string[]): Promise<void> {
  await db.execute(sql`
    update search_interactions s set audience = ${conversationAudience}
    from conversations c
    where c.id = any(${uuids(ids)}::uuid[]) and s.conversation_id = c.id and s.audience <> ${conversationAudience}`);
}

async function indexContacts(db: Writer, ids: string[]): Promise<void> {
  const { rows } = await db.execute<{ id: string; words: string[] }>(sql`
    select t.id, array_remove(array[t.name, (select name from companies where id = t.company_id)]
      || array(select address from identities where contact_id = t.id and kind <> 'visitor'), null) as words
    from contacts t where t.id = any(${uuids(ids)}::uuid[])`);
  const documents = rows.map((row) => ({
    id: row.id,
    text: row.words.map(fold).join(" ").slice(0, 4_000).toWellFormed(),
  }));
  await db.execute(sql`
    insert into search_contacts (contact_id, text, audience)
    select d.id, d.text, ${contactAudience}
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as d(id uuid, text text)
    join contacts t on t.id = d.id and t.joined_to is null
    on conflict (contact_id) do update set text = excluded.text, audience = excluded.audience
      where (search_contacts.text, search_contacts.audience) is distinct from (excluded.text, excluded.audience)`);
  await db.execute(sql`
    delete from search_contacts where contact_id in
      (select id from contacts where id = any(${uuids(ids)}::uuid[]) and joined_to is not null)`);
}

/** A contact is found by whoever may find one of its conversations, deals or tasks, and by who made it. */
const contactAudience: SQL = sql`array(
  select unnest(${conversationAudience}) from conversations c where c.contact_id = t.id
  union select 'p:' || owner_id from deals where contact_id = t.id and owner_id is not null
  union select 'p:' || p from tasks, unnest(array[assignee_id, created_by]) p where contact_id = t.id and p is not null
  union select 'p:' || t.created_by where t.created_by is not null
  order by 1)`;

function* chunksOf(ids: Set<string>): Generator<string[]> {
  const all = [...ids];
  for (let from = 0; from < all.length; from += chunk) yield all.slice(from, from + chunk);
}
