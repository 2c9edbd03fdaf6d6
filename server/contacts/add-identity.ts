import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { addProven } from "./add-proven.ts";
import { saveContact } from "./change-contact.ts";
import { holdContact } from "./hold.ts";
import { readTypedIdentity, type TypedIdentity } from "./typed-identity.ts";

/** Adds a way to reach a contact. A colleague's word counts as proven. */
export async function addIdentity(
  deps: Deps,
  input: { access: Access; contactId: string } & TypedIdentity,
): Promise<void> {
  const { access, contactId } = input;
  const typed = readTypedIdentity(input);
  await transact(deps, async (tx) => {
    const held = await holdContact(tx, access, contactId);
    await addProven(tx, access, contactId, typed);
    await saveContact(tx, access, held, deps.clock.now());
  });
}
