import { newId } from "../../db/schema/columns.ts";
import { accounts, people } from "../../db/schema/people.ts";
import type { Role } from "../contract/people.ts";
import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import { setQueuesOf } from "../routing/queues/set-queues-of.ts";
import { setTeams } from "./set-teams.ts";

export interface NewPerson {
  name: string;
  email: string;
  role: Role;
  passwordHash: string;
  teamIds?: string[];
  queueIds?: string[];
}

/** @throws AppError `conflict` when somebody has this email. */
export async function addPerson(tx: Tx, person: NewPerson): Promise<string> {
  const { name, email, role, passwordHash, teamIds = [], queueIds = [] } = person;
  const personId = newId();
  const made = await tx.db
    .insert(people)
    .values({ id: personId, name, email: email.toLowerCase(), emailVerified: true, role })
    .onConflictDoNothing()
    .returning({ id: people.id });
  if (made.length === 0) throw new AppError("conflict", "Somebody with this email is here already.");
  await tx.db
    .insert(accounts)
    .values({ personId, accountId: personId, providerId: "credential", password: passwordHash });
  tx.append({ type: "person.created", actorId: personId, data: { personId } });
  await setTeams(tx, { personId, teamIds, actorId: personId });
  await setQueuesOf(tx, { personId, queueIds, actorId: personId });
  return personId;
}
