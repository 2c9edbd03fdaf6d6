import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { newId } from "../../db/schema/columns.ts";
import { accessLinks, people, teams } from "../../db/schema/people.ts";
import type { Role } from "../contract/people.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { namedBy, refuseUnknown } from "../routing/refuse-unknown.ts";
import { lockPerson } from "./lock-person.ts";
import type { AccessLinkRow } from "./queries.ts";
import { hashToken, newToken } from "./secret-token.ts";

export interface MadeLink {
  link: AccessLinkRow;
  /** Shown this once. */
  url: string;
}

export interface Invitation {
  email: string;
  role: Role;
  teamIds: string[];
  queueIds: string[];
}

type LinkDeps = Pick<Deps, "pool" | "clock" | "publicUrl">;
const dayMs = 86_400_000;

/** Invites somebody for 7 days; an older invitation to the same email is dead. */
export async function createInvitation(
  deps: LinkDeps,
  { access, email, role, teamIds, queueIds }: Invitation & { access: Access },
): Promise<MadeLink> {
  return transact(deps, async (tx) => {
    await refuseKnownEmail(tx, email);
    const wanted = [...new Set(teamIds)];
    const there = await tx.db.select({ id: teams.id }).from(teams).where(inArray(teams.id, wanted));
    if (there.length < wanted.length) throw notFound("team");
    await refuseUnknown(tx, namedBy("queue", queueIds, "queueIds"));
    const into = { teamIds: wanted, queueIds: [...new Set(queueIds)] };
    const made = { kind: "invitation", email, role, ...into, createdBy: access.personId } as const;
    return insertLink(deps, tx, made, 7 * dayMs);
  });
}

/** A link for a day that sets a new password; without `access` it was asked for on the server's own shell. */
export async function createPasswordLink(
  deps: LinkDeps,
  { access, personId }: { access?: Access; personId: string },
): Promise<MadeLink> {
  return transact(deps, async (tx) => {
    const { email, role } = await lockPerson(tx, personId);
    const made = { kind: "passwordReset", email, role, personId, createdBy: access?.personId } as const;
    return insertLink(deps, tx, made, dayMs);
  });
}

async function refuseKnownEmail(tx: Tx, email: string) {
  const [known] = await tx.db
    .select()
    .from(people)
    .where(sql`lower(${people.email}) = ${email.toLowerCase()}`);
  if (known?.removedAt) throw new AppError("conflict", "This person was removed; let them back in instead.");
  if (known) throw new AppError("conflict", "Somebody with this email is here already.");
}

type NewLink = Omit<typeof accessLinks.$inferInsert, "id" | "tokenHash" | "expiresAt">;

async function insertLink(deps: LinkDeps, tx: Tx, values: NewLink, lifeMs: number): Promise<MadeLink> {
  const now = deps.clock.now();
  const token = newToken();
  await tx.db
    .update(accessLinks)
    .set({ usedAt: now })
    .where(
      and(eq(accessLinks.kind, values.kind), eq(accessLinks.email, values.email), isNull(accessLinks.usedAt)),
    );
  const id = newId();
  const expiresAt = new Date(now.getTime() + lifeMs);
  const [link] = await tx.db
    .insert(accessLinks)
    .values({ ...values, id, tokenHash: hashToken(token), expiresAt })
    .returning();
  if (link === undefined) throw new Error("An inserted link was not returned.");
  return { link, url: `${deps.publicUrl}/access/${token}` };
}
