import { and, eq } from "drizzle-orm";
import { identities } from "../../db/schema/index.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { saveContact } from "./change-contact.ts";
import { holdContact } from "./hold.ts";

export async function removeIdentity(
  deps: Deps,
  input: { access: Access; contactId: string; identityId: string },
): Promise<void> {
  const { access, contactId, identityId } = input;
  await transact(deps, async (tx) => {
    const held = await holdContact(tx, access, contactId);
    const removed = await tx.db
      .delete(identities)
      .where(and(eq(identities.id, identityId), eq(identities.contactId, contactId)))
      .returning({ id: identities.id });
    if (removed.length === 0) throw notFound("identity");
    await saveContact(tx, access, held, deps.clock.now());
  });
}
