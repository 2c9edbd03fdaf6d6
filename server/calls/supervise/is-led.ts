import { inArray } from "drizzle-orm";
import { teamMembers } from "../../../db/schema/people.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { leads } from "../../permissions/can-see-deal.ts";
import type { HeldCall } from "../hold-call.ts";
import { talkers } from "../legs/legs.ts";

/** As on the board: a supervisor leads their queues, and the people of their teams. */
export async function isLed(tx: Tx, access: Access, held: HeldCall): Promise<boolean> {
  if (access.role === "admin") return true;
  const { queueId } = held.conversation;
  if (access.role === "supervisor" && queueId && access.queueIds.includes(queueId)) return true;
  return leads(access, await findTeamsOfTalkers(tx, held));
}

async function findTeamsOfTalkers(tx: Tx, held: HeldCall): Promise<string[]> {
  const personIds = talkers(held).flatMap(({ personId }) => personId ?? []);
  const teams = await tx.db
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(inArray(teamMembers.personId, personIds));
  return teams.map(({ id }) => id);
}
