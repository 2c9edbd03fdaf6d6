import { and, eq } from "drizzle-orm";
import { shownSenders } from "../../db/schema/index.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";

/** Whether this person wants to see at once what a sender's letters fetch from elsewhere. */
export async function showSender(
  deps: Pick<Deps, "db">,
  { access, address, isShown }: { access: Access; address: string; isShown: boolean },
): Promise<void> {
  const row = { personId: access.personId, address };
  if (isShown) await deps.db.insert(shownSenders).values(row).onConflictDoNothing();
  else
    await deps.db
      .delete(shownSenders)
      .where(and(eq(shownSenders.personId, row.personId), eq(shownSenders.address, address)));
}
