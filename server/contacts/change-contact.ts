import { eq } from "drizzle-orm";
import { contacts } from "../../db/schema/index.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { findOrMakeCompany } from "./find-or-make-company.ts";
import { type HeldContact, holdContact } from "./hold.ts";

/** Changes what is given and leaves the rest; an empty name is none. */
export async function changeContact(
  deps: Deps,
  input: {
    access: Access;
    contactId: string;
    name?: string | null;
    company?: string | null;
    fields?: Record<string, string>;
  },
): Promise<void> {
  const { access, contactId, name, company, fields } = input;
  await transact(deps, async (tx) => {
    const held = await holdContact(tx, access, contactId);
    await saveContact(tx, access, held, deps.clock.now(), {
      ...(name !== undefined && { name: name || null }),
      ...(company !== undefined && { companyId: await findOrMakeCompany(tx, company) }),
      ...(fields && { fields }),
    });
  });
}

/** Writes changes of a locked contact, or of what belongs to it, with a new version and its event. */
export async function saveContact(
  tx: Tx,
  access: Access,
  held: HeldContact,
  now: Date,
  changes: Partial<HeldContact> = {},
): Promise<void> {
  await tx.db
    .update(contacts)
    .set({ ...changes, version: held.version + 1, updatedAt: now })
    .where(eq(contacts.id, held.id));
  tx.append({ type: "contact.updated", actorId: access.personId, data: { contactId: held.id } });
}
