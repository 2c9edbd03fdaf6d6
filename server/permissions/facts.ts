import { type SQL, sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import { planned } from "../lib/planned.ts";
import { uuids } from "../lib/rows.ts";
import type { ConversationFacts } from "./can-see.ts";
import type { ContactFacts } from "./can-see-contact.ts";
import type { DealFacts } from "./can-see-deal.ts";
import type { TaskFacts } from "./can-see-task.ts";

type Reader = Pick<Deps, "db">;

/** What the predicates look at, by id; for audiences that are judged without a query each. */
export const findConversationFacts = (deps: Reader, ids: readonly string[]) =>
  find<ConversationFacts>(
    deps,
    "conversation-facts",
    ids,
    sql`select c.id, ${conversationFacts} as facts from conversations c where c.id`,
  );

export const findDealFacts = (deps: Reader, ids: readonly string[]) =>
  find<DealFacts>(deps, "deal-facts", ids, sql`select d.id, ${dealFacts} as facts from deals d where d.id`);

export const findTaskFacts = (deps: Reader, ids: readonly string[]) =>
  find<TaskFacts>(deps, "task-facts", ids, sql`select t.id, ${taskFacts} as facts from tasks t where t.id`);

export const findContactFacts = (deps: Reader, ids: readonly string[]) =>
  find<ContactFacts>(
    deps,
    "contact-facts",
    ids,
    sql`select n.id, ${contactFacts} as facts from contacts n where n.id`,
  );

async function find<Facts>(
  deps: Reader,
  name: string,
  ids: readonly string[],
  select: SQL,
): Promise<Map<string, Facts>> {
  if (ids.length === 0) return new Map();
  const query = sql`${select} = any(${uuids(ids)}::uuid[])`;
  const rows = await planned<{ id: string; facts: Facts }>(deps.db, name, query);
  return new Map(rows.map(({ id, facts }) => [id, facts]));
}

const all = (facts: SQL, from: SQL) =>
  sql`(select coalesce(jsonb_agg(distinct ${facts}), '[]') from ${from})`;

const conversationFacts = sql`jsonb_build_object('channelId', c.channel_id, 'queueId', c.queue_id, 'assigneeId', c.assignee_id,
  'peopleIds', ${all(sql`cp.person_id`, sql`conversation_people cp where cp.conversation_id = c.id`)})`;

const dealFacts = sql`jsonb_build_object('ownerId', d.owner_id,
  'ownerTeamIds', ${all(sql`tm.team_id`, sql`team_members tm where tm.person_id = d.owner_id`)},
  'conversation', (select ${conversationFacts} from conversations c where c.id = d.conversation_id))`;

const taskFacts = sql`jsonb_build_object('assigneeId', t.assignee_id, 'createdBy', t.created_by,
  'assigneeTeamIds', ${all(sql`tm.team_id`, sql`team_members tm where tm.person_id = t.assignee_id`)},
  'conversation', (select ${conversationFacts} from conversations c where c.id = t.conversation_id))`;

const contactFacts = sql`jsonb_build_object('createdBy', n.created_by,
  'conversations', ${all(conversationFacts, sql`conversations c where c.contact_id = n.id`)},
  'deals', ${all(dealFacts, sql`deals d where d.contact_id = n.id`)},
  'tasks', ${all(taskFacts, sql`tasks t where t.contact_id = n.id`)})`;
