import { eq } from "drizzle-orm";
import { companies } from "../../db/schema/index.ts";
import type { Tx } from "../lib/transact.ts";

/** The company of that name; made when there is none yet. */
export async function findOrMakeCompany(tx: Tx, name: string | null): Promise<string | null> {
  if (name === null) return null;
  const [made] = await tx.db
    .insert(companies)
    .values({ name })
    .onConflictDoNothing()
    .returning({ id: companies.id });
  if (made) return made.id;
  const [found] = await tx.db.select({ id: companies.id }).from(companies).where(eq(companies.name, name));
  return found?.id ?? null;
}
