import type pg from "pg";
import { asArray, asArrays } from "../../db/row-arrays.ts";
import type { Source } from "../../db/schema/contacts.ts";
import { goesOnFirst } from "../../db/schema/conversations.ts";
import type { ConversationStatus } from "../contract/conversations.ts";
import { identityKeyOf, type Place, type Prepared, threadKeyOf } from "./prepare.ts";
import { type Leads, placesOf, readParticipants } from "./read-leads.ts";
import type {
  ChannelState,
  ContactState,
  ConversationState,
  QueueState,
  RoutingState,
  State,
} from "./state.ts";

/** Sends all that a batch must know; the rows are those under the locks that were sent before on the same client. */
export async function readState(
  client: pg.Client,
  items: Prepared[],
  leads: Leads,
): Promise<Omit<State, "rooms">> {
  const messages = items.filter((item) => item.message);
  const places = placesOf(items, leads);
  const hasAnswers = messages.some(({ message }) => message?.direction === "out");
  const [channels, routing, contacts, claims, locked, around, participants] = await Promise.all([
    readChannels(client, messages),
    readRouting(client, messages.length > 0),
    readContacts(client, items),
    readClaims(client, items),
    readConversations(client, places),
    readAround(client, places, hasAnswers),
    readParticipants(client, items, leads),
  ]);
  const conversations = new Map<string, ConversationState>();
  for (const row of locked) {
    const beside = around.get(row.id);
    const waitingSince = row.waitingSince?.toISOString() ?? null;
    if (beside)
      conversations.set(threadKeyOf(row.channelId, row.thread), { ...row, waitingSince, ...beside });
  }
  return { ...channels, routing, ...leads, contacts, claims, conversations, participants };
}

const none: never[] = [];
const send = async <Row extends pg.QueryResultRow>(
  client: pg.Client,
  isNeeded: boolean,
  query: { name: string; text: string; values: unknown[] },
): Promise<Row[]> => (isNeeded ? (await client.query<Row>(query)).rows : none);

interface ChannelRow extends Omit<ChannelState, "kind"> {
  id: string;
  letters: boolean;
  pipelineId: string | null;
  stageId: string | null;
}

const identityColumns = { kind: "text", address: "text" } as const;
const threadColumns = { channelId: "uuid", thread: "text" } as const;

const channelsSql = `
  select c.id, c.rules, c.letters, c.queue_id as "queueId", coalesce(c.office_hours, (select office_hours from workspace)) as "officeHours",
    s.pipeline_id as "pipelineId", s.id as "stageId"
  from channels c left join lateral (
    select s.id, s.pipeline_id from stages s join pipelines p on p.id = s.pipeline_id
    where p.is_default order by p.created_at, s.position limit 1) s on true
  where c.id = any($1::uuid[])`;

async function readChannels(
  client: pg.Client,
  messages: Prepared[],
): Promise<Pick<State, "channels" | "firstStage">> {
  const ids = new Set(messages.map((item) => item.channelId));
  const rows = await send<ChannelRow>(client, ids.size > 0, {
    name: "ingest-channels",
    text: channelsSql,
    values: [asArray([...ids], "uuid")],
  });
  const { pipelineId, stageId } = rows[0] ?? {};
  return {
    channels: new Map(
      rows.map(({ id, letters, rules, queueId, officeHours }) => [
        id,
        { kind: letters ? "mail" : "chat", rules, queueId, officeHours },
      ]),
    ),
    ...(pipelineId && stageId && { firstStage: { pipelineId, stageId } }),
  };
}

const routingSql = `
  select weights,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'conditions', conditions, 'actions', actions) order by position),
      '[]') from routing_rules where is_enabled) as rules,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'priority', priority, 'requirements', requirements,
      'asksLanguage', language_seconds is not null)), '[]') from queues where archived_at is null) as queues
  from workspace`;

async function readRouting(client: pg.Client, isNeeded: boolean): Promise<RoutingState> {
  const [row] = await send<Omit<RoutingState, "queues"> & { queues: QueueState[] }>(client, isNeeded, {
    name: "ingest-routing",
    text: routingSql,
    values: [],
  });
  const { rules, weights, queues } = row ?? { rules: [], weights: { chat: 0, mail: 0, call: 0 }, queues: [] };
  return { rules, weights, queues: new Map(queues.map((queue) => [queue.id, queue])) };
}

/** A card that was joined to another leads to that one. */
const rootOf = (contact: string) => `
  case when ${contact}.joined_to is null then ${contact}.id else (
    with recursive up as (
      select id, joined_to from contacts where id = ${contact}.joined_to
      union all select n.id, n.joined_to from contacts n join up on n.id = up.joined_to)
    select id from up where joined_to is null) end`;

/** With a limit, because `exists` is turned into a hash of all open deals. */
const hasOpenDeal = (contactId: string) => `
  coalesce((select true from deals d where d.contact_id = ${contactId} and d.closed_at is null limit 1), false)`;

/** The filter stands in the aggregate for the same reason as those of `aroundSql`. */
const callbackTasks = (contactId: string) => `
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'conversationId', t.conversation_id))
    filter (where t.kind = 'callback' and t.done_at is null), '[]') from tasks t where t.contact_id = ${contactId})`;

const contactsSql = `
  select i.kind, i.address, r.id, r.name, r.company_id as "companyId", r.source is not null as "hasSource", r.last_seen_at as "lastSeenAt",
    ${hasOpenDeal("r.id")} as "hasOpenDeal", ${callbackTasks("r.id")} as "callbackTasks"
  from unnest($1::text[], $2::text[]) k(kind, address)
  join identities i on i.kind = k.kind and i.address = k.address and i.is_proven
  join contacts c on c.id = i.contact_id
  join contacts r on r.id = ${rootOf("c")}`;

async function readContacts(client: pg.Client, items: Prepared[]): Promise<State["contacts"]> {
  const keys = [
    ...new Map(items.flatMap((item) => item.proven.map((identity) => [identity.key, identity]))).values(),
  ];
  const rows = await send<ContactState & { kind: string; address: string }>(client, true, {
    name: "ingest-contacts",
    text: contactsSql,
    values: asArrays(keys, identityColumns),
  });
  return new Map(rows.map((row) => [identityKeyOf(row), row]));
}

const claimsSql = `
  select i.contact_id as "contactId", i.kind, i.address
  from unnest($1::text[], $2::text[], $3::text[], $4::text[]) k(kind, address, claimed_kind, claimed_address)
  join identities s on s.kind = k.kind and s.address = k.address and s.is_proven
  join identities i on i.contact_id = s.contact_id and i.kind = k.claimed_kind and i.address = k.claimed_address`;

async function readClaims(client: pg.Client, items: Prepared[]): Promise<Set<string>> {
  const pairs = items.flatMap((item) =>
    item.proven.flatMap((own) => item.claims.map((claim) => ({ own, claim }))),
  );
  const own = pairs.map((pair) => pair.own);
  const claimed = pairs.map((pair) => pair.claim);
  const rows = await send<{ contactId: string; kind: string; address: string }>(client, pairs.length > 0, {
    name: "ingest-claims",
    text: claimsSql,
    values: [own, claimed].flatMap((identities) => asArrays(identities, identityColumns)),
  });
  return new Set(rows.map((row) => row.contactId + identityKeyOf(row)));
}

interface LockedRow extends Omit<ConversationState, keyof Around | "waitingSince"> {
  channelId: string;
  thread: string;
  waitingSince: Date | null;
}

// The subquery takes no locks: what it finds is locked and read anew after any wait.
const conversationsSql = `
  select c.id, c.channel_id as "channelId", c.thread, c.contact_id as "contactId", c.status, c.resolved_at as "resolvedAt",
    c.assignee_id as "assigneeId", c.queue_id as "queueId", c.waiting_since as "waitingSince", c.length, c.source
  from conversations c
  where c.id in (
    select l.id from unnest($1::uuid[], $2::text[]) k(channel_id, thread) cross join lateral (
      select id from conversations where channel_id = k.channel_id and thread = k.thread
      order by ${goesOnFirst} limit 1) l)
  order by c.id for no key update of c`;

async function readConversations(client: pg.Client, places: Place[]): Promise<LockedRow[]> {
  return send<LockedRow & { status: ConversationStatus; source: Source | null }>(client, places.length > 0, {
    name: "ingest-conversations",
    text: conversationsSql,
    values: asArrays(places, threadColumns),
  });
}

type Around = Pick<
  ConversationState,
  "isAssigneeHere" | "contactHasOpenDeal" | "answerTasks" | "followingDeals" | "workItem"
>;

// Filters stand in the aggregates: in the where clause they would lead a plan made on an empty database to partial
// indexes, which it would then read through.
const aroundSql = `
  select c.id,
    coalesce((select (p.is_online or c.queue_id is null) and p.availability in ('ready', 'busy') and p.removed_at is null from people p where p.id = c.assignee_id),
      false) as "isAssigneeHere",
    ${hasOpenDeal("c.contact_id")} as "contactHasOpenDeal",
    case when c.status = 'open' and c.waiting_since is not null and not $3::boolean then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'assigneeId', t.assignee_id))
        filter (where t.kind = 'answer' and t.done_at is null), '[]')
      from tasks t where t.contact_id = c.contact_id and t.conversation_id = c.id) end as "answerTasks",
    case when c.status = 'open' or c.assignee_id is null then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'ownerId', d.owner_id))
        filter (where d.closed_at is null and not d.is_owner_set), '[]')
      from deals d where d.contact_id = c.contact_id and d.conversation_id = c.id) end as "followingDeals",
    (select jsonb_build_object('id', w.id, 'state', w.state, 'ownerId', w.owner_id, 'weight', w.weight, 'isResting', w.is_resting)
      from work_items w where w.conversation_id = c.id and w.state <> 'done') as "workItem"
  from unnest($1::uuid[], $2::text[]) k(channel_id, thread)
  join conversations c on c.channel_id = k.channel_id and c.thread = k.thread`;

/** A statement of its own, because one that waits for a lock goes on with what it saw before the wait. */
async function readAround(
  client: pg.Client,
  places: Place[],
  hasAnswers: boolean,
): Promise<Map<string, Around>> {
  const rows = await send<Around & { id: string }>(client, places.length > 0, {
    name: "ingest-around",
    text: aroundSql,
    values: [...asArrays(places, threadColumns), hasAnswers],
  });
  return new Map(rows.map(({ id, ...around }) => [id, around]));
}
