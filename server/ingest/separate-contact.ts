import { and, eq, or, sql } from "drizzle-orm";
import { contacts, identities } from "../../db/schema/index.ts";
import { normaliseIdentity } from "../lib/normalise-identity.ts";
import type { Tx } from "../lib/transact.ts";
import type { HeldInteraction } from "./hold-interaction.ts";
import type { Prepared } from "./prepare.ts";

interface Forged {
  letter: HeldInteraction;
  item: Prepared;
  now: Date;
}

/**
 * Gives whoever wrote under another's name a card on which that address is only a claim: the one that the letter made,
 * where nothing else is on it, or a new one.
 */
export async function separateContact(tx: Tx, { letter, item, now }: Forged): Promise<string> {
  const { contactId } = letter;
  const isApart = item.proven.every(({ kind }) => kind.startsWith(unverified));
  if (contactId && isApart) return contactId;
  if (!contactId || !(await hasNothingElse(tx, letter))) {
    if (hasMadeCard(letter)) await leaveToNext(tx, letter, now);
    const made = await makeContact(tx, { letter, item, now });
    await addIdentities(tx, made, { letter, item });
    return made;
  }
  await takeProof(tx, contactId, { item, now });
  await addIdentities(tx, contactId, { letter, item });
  return contactId;
}

const unverified = "unverified-";

/** What came later has a later id, so that only the newest messages are looked through. */
async function hasNothingElse(tx: Tx, letter: HeldInteraction) {
  if (!hasMadeCard(letter)) return false;
  const { id, contactId, conversationId } = letter;
  const { rows } = await tx.db.execute(sql`
    select from contacts n where n.id = ${contactId} and n.joined_to is null
      and not exists (select from contacts where joined_to = n.id)
      and not exists (select from conversations where contact_id = n.id and id <> ${conversationId})
      and not exists (select from interactions i where i.id > ${id} and i.contact_id = ${contactId} and i.direction = 'in')`);
  return rows.length > 0;
}

const hasMadeCard = ({ why }: HeldInteraction) =>
  why?.contact.some(({ signal }) => signal === "identity.new") ?? false;

/** Without this letter the next would have made the card: where that is forged as well, the card goes with the last. */
async function leaveToNext(tx: Tx, { id, contactId }: HeldInteraction, now: Date): Promise<void> {
  await tx.db.execute(sql`
    update interactions set why = jsonb_set(why, '{contact,0,signal}', '"identity.new"'),
      version = version + 1, updated_at = ${now.toISOString()}
    where why #>> '{contact,0,signal}' = 'identity.known' and id = (
      select i.id from interactions i join letters l on l.interaction_id = i.id
      where i.id > ${id} and i.contact_id = ${contactId} and i.direction = 'in' order by i.id limit 1)`);
}

async function makeContact(tx: Tx, { letter, item, now }: Forged): Promise<string> {
  const values = { name: item.name, lastSeenAt: letter.createdAt, createdAt: now, updatedAt: now };
  const [made] = await tx.db.insert(contacts).values(values).returning({ id: contacts.id });
  if (!made) throw new Error("The contact was not made.");
  tx.append({ type: "contact.created", data: { contactId: made.id } });
  return made.id;
}

async function takeProof(tx: Tx, contactId: string, { item, now }: Pick<Forged, "item" | "now">) {
  const addresses = item.proven.map(({ kind, address }) =>
    and(eq(identities.kind, kind), eq(identities.address, address)),
  );
  await tx.db.delete(identities).where(and(eq(identities.contactId, contactId), or(...addresses)));
  await tx.db
    .update(contacts)
    .set({ version: sql`${contacts.version} + 1`, updatedAt: now })
    .where(eq(contacts.id, contactId));
  tx.append({ type: "contact.updated", data: { contactId } });
}

async function addIdentities(tx: Tx, contactId: string, { letter, item }: Pick<Forged, "letter" | "item">) {
  const keys = item.proven.slice(0, 1).map(({ kind, address }) => ({
    ...normaliseIdentity({ kind: `${unverified}${kind}`, address: `${address}#${letter.id}` }),
    isProven: true,
  }));
  const claims = [...item.proven, ...item.claims].map(({ kind, address }) => ({
    kind,
    address,
    isProven: false,
  }));
  await tx.db
    .insert(identities)
    .values([...keys, ...claims].map((identity) => ({ ...identity, contactId })))
    .onConflictDoNothing();
}
