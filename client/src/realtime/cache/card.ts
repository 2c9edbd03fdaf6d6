import type { Contact, ContactCard } from "../../../../server/contract/contacts.ts";
import type { Conversation } from "../../../../server/contract/conversations.ts";
import type { Deal, Task } from "../../../../server/contract/sales.ts";
import { changeAnswers, changeLists, isNewer, putRow, replaceRow } from "./rows.ts";

const card = "GET /contacts/:id";

export function putContact(contact: Contact): void {
  changeLists("GET /contacts", (rows) => replaceRow(rows, contact));
  changeAnswers<ContactCard>(card, (kept) =>
    kept.contact.id === contact.id && isNewer(contact, kept.contact) ? { ...kept, contact } : kept,
  );
}

export function putDeal(deal: Deal): void {
  changeLists("GET /deals", (rows) => replaceRow(rows, deal));
  changeAnswers<Deal>("GET /deals/:id", (kept) => (kept.id === deal.id && isNewer(deal, kept) ? deal : kept));
  changeCard(deal.contact.id, (kept) => ({ ...kept, deals: putRow(kept.deals, deal) }));
}

export function putTask(task: Task): void {
  changeLists("GET /tasks", (rows) => replaceRow(rows, task));
  if (task.contact) changeCard(task.contact.id, (kept) => ({ ...kept, tasks: putRow(kept.tasks, task) }));
}

export function putConversationOnCard(conversation: Conversation): void {
  changeCard(conversation.contact.id, (kept) => ({
    ...kept,
    conversations: putRow(kept.conversations, conversation),
  }));
}

function changeCard(contactId: string, change: (card: ContactCard) => ContactCard) {
  changeAnswers<ContactCard>(card, (kept) => (kept.contact.id === contactId ? change(kept) : kept));
}
