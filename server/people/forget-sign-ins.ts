import { isNotNull, lte, or } from "drizzle-orm";
import { accessLinks, sessions, verifications } from "../../db/schema/people.ts";
import type { Deps } from "../lib/deps.ts";

/** Deletes what lets nobody in any more: sessions and codes that ran out, links that ran out or were used. */
export async function forgetSignIns({ db, clock }: Pick<Deps, "db" | "clock">): Promise<void> {
  const now = clock.now();
  await db.delete(sessions).where(lte(sessions.expiresAt, now));
  await db.delete(verifications).where(lte(verifications.expiresAt, now));
  await db.delete(accessLinks).where(or(isNotNull(accessLinks.usedAt), lte(accessLinks.expiresAt, now)));
}
