import { sql } from "drizzle-orm";
import { presentContacts } from "../contacts/queries.ts";
import type { Contact } from "../contract/contacts.ts";
import type { Conversation, Interaction } from "../contract/conversations.ts";
import type { LoggedEvent } from "../contract/events.ts";
import type { Deal, Task } from "../contract/sales.ts";
import { presentConversations, presentInteractions } from "../conversations/queries.ts";
import { presentDeals } from "../deals/queries.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import type { ConversationFacts } from "../permissions/can-see.ts";
import type { ContactFacts } from "../permissions/can-see-contact.ts";
import type { DealFacts } from "../permissions/can-see-deal.ts";
import type { TaskFacts } from "../permissions/can-see-task.ts";
import { findContactFacts, findDealFacts, findTaskFacts } from "../permissions/facts.ts";
import { presentTasks } from "../tasks/queries.ts";

/** The rows that a batch of events speaks of, as they are now, with what decides who sees them. */
export interface Rows {
  conversations: Map<string, { conversation: Conversation; facts: ConversationFacts }>;
  interactions: Map<string, Interaction>;
  contacts: Map<string, Contact>;
  deals: Map<string, Deal>;
  tasks: Map<string, Task>;
  contactFacts: Map<string, ContactFacts>;
  dealFacts: Map<string, DealFacts>;
  taskFacts: Map<string, TaskFacts>;
  /** Teams of those who lost a deal or a task. */
  teamsOf: Map<string, string[]>;
}

/** One query per kind, whatever the size of the batch. */
export async function readRows(deps: Deps, events: LoggedEvent[]): Promise<Rows> {
  const ids = idsIn(events);
  const read = <T>(
    wanted: Set<string>,
    query: (deps: Deps, ids: string[]) => Promise<Map<string, T>>,
  ): Promise<Map<string, T>> => (wanted.size === 0 ? Promise.resolve(new Map()) : query(deps, [...wanted]));
  const [conversations, interactions, contacts, deals, tasks, ofContacts, ofDeals, ofTasks, teamsOf] =
    await Promise.all([
      read(ids.conversations, presentConversations),
      read(ids.interactions, presentInteractions),
      read(ids.contacts, presentContacts),
      read(ids.deals, presentDeals),
      read(ids.tasks, presentTasks),
      read(ids.contacts, findContactFacts),
      read(ids.deals, findDealFacts),
      read(ids.tasks, findTaskFacts),
      read(ids.formerOwners, findTeamsOf),
    ]);
  return {
    conversations,
    interactions,
    contacts,
    deals,
    tasks,
    contactFacts: ofContacts,
    dealFacts: ofDeals,
    taskFacts: ofTasks,
    teamsOf,
  };
}

function idsIn(events: LoggedEvent[]) {
  const ids = {
    conversations: new Set<string>(),
    interactions: new Set<string>(),
    contacts: new Set<string>(),
    deals: new Set<string>(),
    tasks: new Set<string>(),
    formerOwners: new Set<string>(),
  };
  for (const event of events) {
    if (event.type === "conversation.read") continue;
    if (event.conversationId) ids.conversations.add(event.conversationId);
    if (event.type === "interaction.moved") {
      ids.conversations.add(event.data.conversationId.from).add(event.data.conversationId.to);
    }
    if (event.type === "contact.joined") ids.contacts.add(event.data.into);
    else if (event.type.startsWith("contact.")) addId(ids.contacts, event, "contactId");
    if (event.type.startsWith("interaction.")) addId(ids.interactions, event, "interactionId");
    if (event.type.startsWith("call.")) addId(ids.interactions, event, "callId");
    if (event.type.startsWith("deal.")) addId(ids.deals, event, "dealId");
    if (event.type.startsWith("task.")) addId(ids.tasks, event, "taskId");
    const former = formerOwner(event);
    if (former) ids.formerOwners.add(former);
  }
  return ids;
}

/** Whose deal or task it was before. */
export function formerOwner(event: LoggedEvent): string | null | undefined {
  if (event.type === "deal.updated") return event.data.ownerId?.from;
  if (event.type === "task.updated") return event.data.assigneeId?.from;
  return undefined;
}

async function findTeamsOf(deps: Pick<Deps, "db">, personIds: string[]): Promise<Map<string, string[]>> {
  const { rows } = await deps.db.execute<{ id: string; teams: string[] }>(sql`
    select person_id as id, array_agg(team_id) as teams from team_members
    where person_id = any(${uuids(personIds)}::uuid[]) group by person_id`);
  return new Map(rows.map(({ id, teams }) => [id, teams]));
}

function addId(ids: Set<string>, event: LoggedEvent, key: string) {
  const id: unknown = Reflect.get(event.data, key);
  if (typeof id === "string") ids.add(id);
}
