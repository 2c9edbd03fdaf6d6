import type { KeptFile } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import { saidByContact } from "./said-by-contact.ts";

/** What a contact has not read of a conversation, and where it can be sent instead. */
export interface Unread {
  conversationId: string;
  thread: string;
  /** The channel that it is sent by. */
  byChannelId: string;
  address: string;
  name: string | null;
  subject: string;
  author: string;
  /** Oldest first. */
  messages: {
    id: string;
    text: string;
    createdAt: Date;
    files: (KeptFile & { sha256: string })[];
  }[];
}

/** Nothing where it was read or sent on meanwhile, or where no address of the contact is proven. */
export async function findUnread(
  { pool }: Pick<Deps, "pool">,
  interactionId: string,
): Promise<Unread | undefined> {
  const { rows } = await pool.query<Omit<Unread, "messages">>(placeSql, [interactionId]);
  const [place] = rows;
  if (!place) return undefined;
  const found = await pool.query<Unread["messages"][number]>(unreadSql, [place.conversationId]);
  return found.rows.some(({ id }) => id === interactionId) ? { ...place, messages: found.rows } : undefined;
}

const placeSql = `
  select c.id as "conversationId", c.thread, by.id as "byChannelId", t.address, n.name,
    coalesce(c.subject, h.name) as subject, coalesce(p.name, '') as author
  from interactions i join conversations c on c.id = i.conversation_id
  join channels h on h.id = c.channel_id and not h.letters
  join channels by on by.id = (h.rules -> 'followUp' ->> 'channelId')::uuid and by.letters and by.archived_at is null
  join contacts n on n.id = c.contact_id
  join lateral (select address from identities where contact_id = n.id and kind = 'email' and is_proven
    order by created_at desc limit 1) t on true
  left join people p on p.id = i.author_id
  where i.id = $1`;

// What was read, or answered by the contact, was seen with all before it.
const unreadSql = `
  select i.id, i.text, i.created_at as "createdAt",
    coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'contentType', f.content_type,
      'size', f.size, 'sha256', f.sha256) order by f.id) from files f where f.interaction_id = i.id), '[]') as files
  from interactions i
  where i.conversation_id = $1 and i.kind = 'message' and i.direction = 'out' and i.state in ('sent', 'delivered')
    and i.position > coalesce((select max(position) from interactions seen
      join conversations c on c.id = seen.conversation_id
      where seen.conversation_id = $1 and (seen.direction = 'in' and ${saidByContact("seen", "c")}
        or seen.direction = 'out' and seen.state = 'read')), -1)
    and not exists (select from follow_ups f where f.interaction_id = i.id)
  order by i.position`;
