import type { OpenFile, TimelineItem } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import { cameByThread } from "../outbound/came-by-thread.ts";
import { openFile } from "../outbound/open-file.ts";
import { saidByContact } from "../outbound/said-by-contact.ts";

type Needs = Pick<Deps, "pool" | "files">;

const longest = 500;

/**
 * What a contact may see: messages of this thread that reached it or were on their way, and nothing that a person moved
 * here from another thread. An answer is as old as its last attempt: that is when the contact can first see it.
 */
const visible = `
  select i.id, i.external_id, i.direction, i.text, i.state, i.author_id, coalesce(d.at, i.created_at) as at, i.position
  from conversations c
  join interactions i on i.conversation_id = c.id
  left join lateral (select max(started_at) as at from deliveries where interaction_id = i.id and i.direction = 'out') d
    on true
  where c.channel_id = $1 and c.thread = $2 and i.kind = 'message'
    and (i.direction = 'in' or i.state not in ('queued', 'failed'))
    and ${cameByThread("i", "c")} and ${saidByContact("i", "c")}`;

/** Oldest first, the latest 500. `after` may give again what became visible within the minute before it, as commits overtake. */
export async function readTimeline(
  deps: Needs,
  channelId: string,
  thread: string,
  after?: string,
): Promise<TimelineItem[]> {
  const { rows } = await deps.pool.query<Row>(
    `with visible as (${visible}), page as (
      select * from visible
      where $3::uuid is null or at > coalesce(
        (select at - interval '1 minute' from visible where id = $3), '-infinity')
      order by at desc, position desc limit ${longest})
    ${whole}`,
    [channelId, thread, isId(after) ? after : null],
  );
  return rows.map(present);
}

export async function findTimelineItem(
  deps: Needs,
  channelId: string,
  thread: string,
  id: string,
): Promise<TimelineItem | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await deps.pool.query<Row>(`with page as (${visible} and i.id = $3) ${whole}`, [
    channelId,
    thread,
    id,
  ]);
  return rows[0] && present(rows[0]);
}

const whole = `
  select page.id, page.external_id as "externalId", page.direction, page.text, page.state, page.at, p.name as author,
    coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'contentType', f.content_type,
      'size', f.size) order by f.id) from files f where f.interaction_id = page.id and f.place is null), '[]') as files
  from page left join people p on p.id = page.author_id
  order by page.at, page.position`;

interface Row extends Omit<TimelineItem, "at" | "author" | "externalId"> {
  at: Date;
  author: string | null;
  externalId: string | null;
}

const present = ({ at, author, externalId, ...item }: Row): TimelineItem => ({
  ...item,
  at: at.toISOString(),
  ...(author && { author }),
  ...(externalId && item.direction === "in" && { externalId }),
});

/** A file of a message that the contact may see. */
export async function openThreadFile(
  deps: Needs,
  channelId: string,
  thread: string,
  fileId: string,
): Promise<OpenFile | undefined> {
  if (!isId(fileId)) return undefined;
  const { rows } = await deps.pool.query(
    `select f.id, f.name, f.content_type as "contentType", f.size, f.sha256
    from files f where f.id = $3 and f.place is null and f.interaction_id in (select id from (${visible}) visible)`,
    [channelId, thread, fileId],
  );
  return rows[0] && openFile(deps, rows[0]);
}

const isId = (value: string | undefined): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value ?? "");
