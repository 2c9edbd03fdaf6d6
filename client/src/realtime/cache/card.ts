import type { Call } from "../../../../server/contract/calls.ts";
import type { ContactSummary } from "../../../../server/contract/contact-summary.ts";
import type { Contact, ContactCard } from "../../../../server/contract/contacts.ts";
import type { Conversation } from "../../../../server/contract/conversations.ts";
import type { Deal, Task } from "../../../../server/contract/sales.ts";
import type { MyWork } from "../../../../server/contract/work.ts";
import type { Answer } from "../../lib/api-types.ts";
import { summaryOf } from "../../lib/contact-name.ts";
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
function rename(changed: Contact) {
  const contact = summaryOf(changed);
  const { id, name, address } = contact;
  const isSame = (known: ContactSummary) => known.name === name && known.address === address;
  const named = <T extends { contact: ContactSummary | null }>(row: T): T =>
    row.contact?.id === id && !isSame(row.contact) ? { ...row, contact } : row;
  const all = <T extends Parameters<typeof named>[0]>(rows: T[]) =>
    rows.some((row) => named(row) !== row) ? rows.map(named) : rows;
  changeLists("GET /calls", all);
  changeLists("GET /conversations", all);
  changeLists("GET /deals", all);
  changeLists("GET /tasks", all);
  changeAnswers<Conversation>("GET /conversations/:id", named);
  changeAnswers<Call>("GET /calls/:id", named);
  changeAnswers<MyWork>("GET /me/work", (work) => ({ ...work, items: all(work.items) }));
  changeAnswers<Answer<"GET /me/phone">>("GET /me/phone", (mine) => ({
    ...mine,
    calls: mine.calls.map((one) => ({ ...one, call: named(one.call) })),
  }));
  renameAuthor(id, name ?? address);
}

function changeCard(contactId: string, change: (card: ContactCard) => ContactCard) {
  changeAnswers<ContactCard>(card, (kept) => (kept.contact.id === contactId ? change(kept) : kept));
}
