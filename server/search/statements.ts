import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { fromArrays } from "../../db/row-arrays.ts";
import { contactAudience, conversationAudience } from "./audience.ts";

export const documentColumns = { id: "uuid", conversationId: "uuid", terms: "text" } as const;
export const cardColumns = { id: "uuid", text: "text" } as const;

const dialect = new PgDialect();
const textOf = (query: SQL) => dialect.sqlToQuery(query).sql;

/** What a follower of the log runs: each is planned once, and looks rows up by their keys. */
export const texts = {
  // A text never changes, so that what has a document needs none. One insert at a time: the position is locked.
  interactions: `
    select id, conversation_id as "conversationId", text from interactions
    where id = any($1::uuid[]) and kind in ('message', 'note') and text <> ''
      and not exists (select from search_interactions where interaction_id = interactions.id)`,

  contacts: `
    select t.id, t.joined_to is not null as "isJoined",
      concat_ws(' ', t.name, (select name from companies where id = t.company_id),
        (select string_agg(address, ' ') from identities where contact_id = t.id and kind <> 'visitor')) as text
    from (
      select unnest($1::uuid[]) as id
      union select contact_id from conversations where id = any($2::uuid[])
      union select contact_id from deals where id = any($3::uuid[])
      union select contact_id from tasks where id = any($4::uuid[])
    ) n join contacts t on t.id = n.id`,

  addInteractions: `
    insert into search_interactions (interaction_id, conversation_id, terms, audience)
    select r.id, c.id, array_to_tsvector(string_to_array(r.terms, ' ')), ${textOf(conversationAudience)}
    from ${fromArrays(documentColumns)} join conversations c on c.id = r."conversationId"`,

  changeAudience: `
    update search_interactions s set conversation_id = c.id, audience = ${textOf(conversationAudience)}
    from conversations c, interactions i
    where c.id = any($1::uuid[]) and i.conversation_id = c.id and s.interaction_id = i.id
      and (s.conversation_id, s.audience) is distinct from (c.id, ${textOf(conversationAudience)})`,

  writeContacts: `
    insert into search_contacts (contact_id, text, audience)
    select r.id, r.text, ${textOf(contactAudience)}
    from ${fromArrays(cardColumns)} join contacts t on t.id = r.id
    on conflict (contact_id) do update set text = excluded.text, audience = excluded.audience
      where (search_contacts.text, search_contacts.audience) is distinct from (excluded.text, excluded.audience)`,

  dropContacts: "delete from search_contacts where contact_id = any($1::uuid[])",
};
