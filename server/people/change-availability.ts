import { eq } from "drizzle-orm";
import { teamMembers } from "../../db/schema/people.ts";
import type { Availability } from "../contract/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { leads } from "../permissions/can-see-deal.ts";
import { lockPerson } from "./lock-person.ts";
import { setAvailability } from "./set-availability.ts";

/** Sets somebody's availability for them: an admin anybody's, a supervisor those of their teams. */
export async function changeAvailability(
  deps: Pick<Deps, "pool" | "clock">,
  input: { access: Access; personId: string; availability: Availability; awayReason: string | null },
): Promise<void> {
  const { access, personId, availability, awayReason } = input;
  const actorId = access.personId;
  await transact(deps, async (tx) => {
    const person = await lockPerson(tx, personId);
    if (!(await isTheirs(tx, access, personId))) throw notFound("person");
    await setAvailability(tx, person, {
      availability,
      awayReason: awayReason || null,
      ...(personId !== actorId && { by: "supervisor" }),
      actorId,
      now: deps.clock.now(),
    });
  });
}

async function isTheirs(tx: Tx, access: Access, personId: string): Promise<boolean> {
  if (access.role === "admin" || personId === access.personId) return true;
  const teams = await tx.db
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(eq(teamMembers.personId, personId));
  return leads(
    access,
    teams.map(({ id }) => id),
  );
}
