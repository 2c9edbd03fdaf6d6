import { findOrMakeByPhone } from "../../contacts/find-or-make-by-phone.ts";
import { holdContact } from "../../contacts/hold.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";

interface Callee {
  access: Access;
  /** Whom it is, where that was said. */
  contactId: string | null;
  number: string;
  now: Date;
}

/** Who is called: as whoever calls says, or whose number it is. @throws AppError not_found */
export async function findContactOf(tx: Tx, { access, contactId, number, now }: Callee): Promise<string> {
  if (contactId) return (await holdContact(tx, access, contactId)).id;
  return findOrMakeByPhone(tx, { number, personId: access.personId, now });
}
