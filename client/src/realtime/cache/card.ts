import type { Contact, ContactCard } from "../../../../server/contract/contacts.ts";
import type { Conversation } from "../../../../server/contract/conversations.ts";
import type { Deal, Task } from "../../../../server/contract/sales.ts";
import { changeAnswers, changeLists, isNewer, putRow, replaceRow } from "./rows.ts";
import { renameAuthor } from "./timeline.ts";

const card = "GET /contacts/:id";

export function putContact(contact: Contact): void {
  rename(contact);
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

/** Rows of other things carry their contact's name. */
function rename({ id, name }: Contact) {
  const named = <T extends { contact: { id: string; name: string | null } | null }>(row: T): T =>
    row.contact?.id === id && row.contact.name !== name ? { ...row, contact: { id, name } } : row;
  const all = <T extends Parameters<typeof named>[0]>(rows: T[]) =>
    rows.some((row) => named(row) !== row) ? rows.map(named) : rows;
  changeLists("GET /conversations", all);
  changeLists("GET /deals", all);
  changeLists("GET /tasks", all);
  changeAnswers<Conversation>("GET /conversations/:id", named);
  renameAuthor(id, name);
}

function changeCard(contactId: string, change: (card: ContactCard) => ContactCard) {
  changeAnswers<ContactCard>(card, (kept) => (kept.contact.id === contactId ? change(kept) : kept));
}
