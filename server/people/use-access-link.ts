import { and, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { accessLinks, accounts, teams } from "../../db/schema/people.ts";
import { queues } from "../../db/schema/routing.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { addPerson } from "./add-person.ts";
import { lockPerson } from "./lock-person.ts";
import { hashPassword } from "./password.ts";
import { type AccessLinkRow, deadLink, getUsableLink, isUsable } from "./queries.ts";
import { hashToken } from "./secret-token.ts";
import { endSessions } from "./sign-out-everywhere.ts";

export interface LinkUse {
  token: string;
  /** Of somebody new. */
  name?: string;
  password: string;
}

/** Makes the invited person, or sets the new password and ends all old sessions; a link works once. */
export async function useAccessLink(
  deps: Pick<Deps, "pool" | "db" | "clock">,
  { token, name, password }: LinkUse,
): Promise<void> {
  // Before the slow hash, so that guessing tokens costs the hub nothing.
  await getUsableLink(deps, token);
  const passwordHash = await hashPassword(password);
  await transact(deps, async (tx) => {
    const link = await spendLink(tx, token, deps.clock.now());
    if (link.kind === "invitation") await accept(tx, link, name, passwordHash);
    else await setPassword(tx, link, passwordHash);
  });
}

async function spendLink(tx: Tx, token: string, now: Date): Promise<AccessLinkRow> {
  const [link] = await tx.db
    .update(accessLinks)
    .set({ usedAt: now })
    .where(and(eq(accessLinks.tokenHash, hashToken(token)), isUsable()))
    .returning();
  if (link === undefined) throw deadLink();
  return link;
}

async function accept(tx: Tx, link: AccessLinkRow, name: string | undefined, passwordHash: string) {
  if (name === undefined) {
    throw new AppError("invalid", "Say what your name is.", { fields: { name: "is missing" } });
  }
  const { email, role } = link;
  const teamIds = await idsThere(tx, teams, link.teamIds);
  const queueIds = await idsThere(tx, queues, link.queueIds, isNull(queues.archivedAt));
  await addPerson(tx, { name, email, role: role ?? "agent", passwordHash, teamIds, queueIds });
}

/** Some may be gone since; those that are there stay so until this is over. */
async function idsThere(tx: Tx, table: typeof teams | typeof queues, ids: string[], isThere?: SQL) {
  const rows = await tx.db
    .select({ id: table.id })
    .from(table)
    .where(and(inArray(table.id, ids), isThere))
    .for("key share");
  return rows.map(({ id }) => id);
}

async function setPassword(tx: Tx, link: AccessLinkRow, passwordHash: string) {
  if (link.personId === null) throw deadLink();
  const { id: personId } = await lockPerson(tx, link.personId);
  const changed = await tx.db
    .update(accounts)
    .set({ password: passwordHash, updatedAt: new Date() })
    .where(and(eq(accounts.personId, personId), eq(accounts.providerId, "credential")))
    .returning({ id: accounts.id });
  if (changed.length === 0) {
    await tx.db
      .insert(accounts)
      .values({ personId, accountId: personId, providerId: "credential", password: passwordHash });
  }
  await tx.db
    .update(accessLinks)
    .set({ usedAt: new Date() })
    .where(and(eq(accessLinks.personId, personId), isNull(accessLinks.usedAt)));
  await endSessions(tx, personId, personId);
}
