import { newId } from "../../db/schema/columns.ts";
import type { Why } from "../../db/schema/conversations.ts";
import type { Draft, DraftContact } from "./draft.ts";
import type { KeyedIdentity, Prepared } from "./prepare.ts";

export interface FoundContact {
  contact: DraftContact;
  why: Why["contact"];
}

/** How old the note of a contact's last sign of life may be; it is not worth a write each time. */
const seenEveryMs = 60_000;

/** Finds the contact by what is proven, or makes one; keeps what is new about it. */
export function decideContact(draft: Draft, item: Prepared): FoundContact {
  const why: Why["contact"] = [];
  const known = item.proven.find(({ key }) => draft.contacts.has(key));
  const contact = (known && draft.contacts.get(known.key)) ?? makeContact(draft);
  why.push({ signal: known ? "identity.known" : "identity.new", detail: (known ?? item.proven[0])?.kind });
  for (const identity of item.proven) {
    const holder = draft.contacts.get(identity.key);
    if (holder && holder !== contact) why.push({ signal: "identity.elsewhere", detail: identity.kind });
    if (!holder) addProven(draft, contact, identity);
  }
  for (const claim of item.claims) {
    if (draft.contacts.get(claim.key) === contact) continue;
    why.push({ signal: "claim", detail: claim.kind });
    addClaim(draft, contact, claim);
  }
  fillIn(draft, contact, item);
  return { contact, why };
}

function makeContact(draft: Draft): DraftContact {
  const contact: DraftContact = {
    id: newId(),
    name: null,
    companyId: null,
    source: null,
    hasSource: false,
    callbackTasks: [],
    lastSeenAt: null,
    isNew: true,
    isChanged: false,
  };
  draft.touchedContacts.add(contact);
  draft.events.push({ type: "contact.created", data: { contactId: contact.id } });
  return contact;
}

function addProven(draft: Draft, contact: DraftContact, { key, kind, address }: KeyedIdentity) {
  draft.contacts.set(key, contact);
  // Replaces a claim of the same address.
  draft.identities.set(contact.id + key, {
    id: newId(),
    contactId: contact.id,
    kind,
    address,
    isProven: true,
  });
  change(draft, contact);
}

function addClaim(draft: Draft, contact: DraftContact, { key, kind, address }: KeyedIdentity) {
  const claimKey = contact.id + key;
  if (draft.claims.has(claimKey)) return;
  draft.claims.add(claimKey);
  draft.identities.set(claimKey, { id: newId(), contactId: contact.id, kind, address, isProven: false });
  change(draft, contact);
}

/** A name fills an empty one only, and where somebody came from at first stays. */
function fillIn(draft: Draft, contact: DraftContact, item: Prepared) {
  if (!contact.name && item.name) {
    contact.name = item.name;
    change(draft, contact);
  }
  if (!contact.hasSource && item.source) {
    contact.source = item.source;
    contact.hasSource = true;
    change(draft, contact);
  }
  if (item.receivedAt.getTime() - (contact.lastSeenAt?.getTime() ?? 0) > seenEveryMs) {
    contact.lastSeenAt = item.receivedAt;
    draft.touchedContacts.add(contact);
  }
}

function change(draft: Draft, contact: DraftContact) {
  contact.isChanged = true;
  draft.touchedContacts.add(contact);
}
