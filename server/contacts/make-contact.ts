import { contacts } from "../../db/schema/index.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { addProven } from "./add-proven.ts";
import { findOrMakeCompany } from "./find-or-make-company.ts";
import { readTypedIdentity, type TypedIdentity } from "./typed-identity.ts";

export async function makeContact(
  deps: Deps,
  input: {
    access: Access;
    name: string;
    company: string | null;
    identities: TypedIdentity[];
    fields: Record<string, string>;
  },
): Promise<string> {
  const { access, name, fields } = input;
  const typed = input.identities.map((one, nth) => readTypedIdentity(one, `identities.${nth}.address`));
  return transact(deps, async (tx) => {
    const companyId = await findOrMakeCompany(tx, input.company);
    const [made] = await tx.db
      .insert(contacts)
      .values({ name, companyId, fields, createdBy: access.personId, createdAt: deps.clock.now() })
      .returning({ id: contacts.id });
    if (!made) throw new Error("The contact was not made.");
    for (const identity of typed) await addProven(tx, access, made.id, identity);
    tx.append({ type: "contact.created", actorId: access.personId, data: { contactId: made.id } });
    return made.id;
  });
}
