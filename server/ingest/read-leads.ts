import type pg from "pg";
import { asArray, asArrays } from "../../db/row-arrays.ts";
import { type Place, type Prepared, placeOf } from "./prepare.ts";
import type { PreparedTrail } from "./prepare-letter.ts";
import type { Lead } from "./state.ts";

/** Where the trails of a batch lead. */
export interface Leads {
  /** By mark. */
  leads: Map<string, Lead[]>;
  /** By id of an interaction that a signature names. */
  ours: Map<string, Lead>;
}

interface Row {
  mark: string;
  channelId: string;
  thread: string;
  conversationId: string;
  topic: string | null;
  at: Date;
  isFromOutside: boolean;
  isToMany: boolean;
}

const columns = { channelId: "uuid", mark: "uuid" } as const;
/** A mark of a topic can be that of thousands, of which only the latest matter. */
const mostPerMark = 8;

const found = `c.channel_id as "channelId", c.thread, c.id as "conversationId", l.topic, i.created_at as at,
    coalesce(i.direction = 'in', false) as "isFromOutside", coalesce(l.nature = 'list', false) as "isToMany"`;

const leadsSql = `
  select k.mark, ${found}
  from unnest($1::uuid[], $2::uuid[]) k(channel_id, mark)
  cross join lateral (select interaction_id from trail_marks m
    where m.mark = k.mark and m.channel_id = k.channel_id order by m.interaction_id desc limit ${mostPerMark}) m
  join interactions i on i.id = m.interaction_id
  join conversations c on c.id = i.conversation_id
  left join letters l on l.interaction_id = i.id`;

const oursSql = `
  select i.id as mark, ${found}
  from unnest($1::uuid[]) k(id) join interactions i on i.id = k.id
  join conversations c on c.id = i.conversation_id
  left join letters l on l.interaction_id = i.id`;

/** Sent behind the batch's locks on the same client. */
export async function readLeads(client: pg.Client, items: Prepared[]): Promise<Leads> {
  const trails = trailsOf(items);
  const marks = trails.flatMap(({ channelId, trail }) => marksOf(trail).map((mark) => ({ channelId, mark })));
  const answers = trails.flatMap(({ trail }) => trail.answers);
  const [named, ours] = await Promise.all([
    client.query<Row>({ name: "ingest-leads", text: leadsSql, values: asArrays(distinct(marks), columns) }),
    client.query<Row>({
      name: "ingest-ours",
      text: oursSql,
      values: [asArray([...new Set(answers)], "uuid")],
    }),
  ]);
  const leads = new Map<string, Lead[]>();
  const ids = new Set(trails.flatMap(({ trail }) => [...trail.ids, ...trail.references]));
  for (const { mark, ...row } of named.rows) {
    const lead = leadOf({ ...row, isFromOutside: row.isFromOutside && ids.has(mark) });
    leads.set(mark, [...(leads.get(mark) ?? []), lead]);
  }
  return { leads, ours: new Map(ours.rows.map(({ mark, ...row }) => [mark, leadOf(row)])) };
}

const participantsSql = `
  select p.conversation_id as id, p.address from conversation_participants p
  where p.conversation_id = any($1::uuid[]) and p.address = any($2::text[])
  union
  select c.id, t.address from conversations c join identities t on t.contact_id = c.contact_id and t.is_proven
  where c.id = any($1::uuid[]) and t.address = any($2::text[])`;

/** Which of the addresses on the batch's letters are known on the conversations that they may go on. */
export async function readParticipants(
  client: pg.Client,
  items: Prepared[],
  found: Leads,
): Promise<Map<string, Set<string>>> {
  const known = new Map<string, Set<string>>();
  const ids = new Set(allLeads(found).map(({ conversationId }) => conversationId));
  if (ids.size === 0) return known;
  const addresses = new Set(trailsOf(items).flatMap(({ trail }) => trail.outsiders));
  const { rows } = await client.query<{ id: string; address: string }>({
    name: "ingest-participants",
    text: participantsSql,
    values: [asArray([...ids], "uuid"), asArray([...addresses], "text")],
  });
  for (const { id, address } of rows) known.set(id, (known.get(id) ?? new Set()).add(address));
  return known;
}

/** The threads that the batch may write on: each message's own, and where its trail leads. */
export function placesOf(items: Prepared[], found: Leads): Place[] {
  const own = items.flatMap((item) => (item.message ? [item.place] : []));
  const all = [...own, ...allLeads(found).map(({ place }) => place)];
  return [...new Map(all.map((place) => [place.key, place])).values()];
}

const allLeads = ({ leads, ours }: Leads) => [...[...leads.values()].flat(), ...ours.values()];

const marksOf = ({ ids, references, namedBy, topicMark, isAnswer }: PreparedTrail) => [
  ...ids,
  ...references,
  ...namedBy,
  ...(topicMark && isAnswer ? [topicMark] : []),
];

const trailsOf = (items: Prepared[]) =>
  items.flatMap(({ channelId, message }) => (message?.trail ? [{ channelId, trail: message.trail }] : []));

const leadOf = ({ channelId, thread, ...row }: Omit<Row, "mark">): Lead => ({
  ...row,
  place: placeOf(channelId, thread),
});

const distinct = (marks: { channelId: string; mark: string }[]) => [
  ...new Map(marks.map((one) => [one.channelId + one.mark, one])).values(),
];
