import { eq } from "drizzle-orm";
import { people, personSkills } from "../../db/schema/index.ts";
import type { Role } from "../contract/people.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { setQueuesOf } from "../routing/queues/set-queues-of.ts";
import { namedBy, refuseUnknown } from "../routing/refuse-unknown.ts";
import { lockPerson, refuseLastAdmin } from "./lock-person.ts";
import { setTeams } from "./set-teams.ts";

export interface PersonChange {
  name?: string;
  role?: Role;
  teamIds?: string[];
  queueIds?: string[];
  capacity?: number;
  languages?: string[];
  skills?: { skillId: string; level: number }[];
}

type Row = typeof people.$inferSelect;

export async function updatePerson(
  deps: Pick<Deps, "pool" | "clock">,
  { access, personId, change }: { access: Access; personId: string; change: PersonChange },
): Promise<void> {
  const actorId = access.personId;
  await transact(deps, async (tx) => {
    if (change.role !== undefined && change.role !== "admin") await refuseLastAdmin(tx, personId);
    const before = await lockPerson(tx, personId);
    const { name = before.name, role = before.role, capacity = before.capacity } = change;
    const languages = change.languages ? [...new Set(change.languages)] : before.languages;
    const next = { name, role, capacity, languages };
    await tx.db
      .update(people)
      .set({ ...next, updatedAt: deps.clock.now() })
      .where(eq(people.id, personId));
    const areSkillsNew = await changeSkills(tx, personId, change.skills);
    if (areSkillsNew || isOther(before, next)) {
      tx.append({ type: "person.updated", actorId, data: { personId } });
    }
    const { teamIds, queueIds } = change;
    const areTeamsNew = teamIds !== undefined && (await setTeams(tx, { personId, teamIds, actorId }));
    if (queueIds) await setQueuesOf(tx, { personId, queueIds, actorId });
    if (role !== before.role || areTeamsNew) {
      const change = role === before.role ? {} : { role: { from: before.role, to: role } };
      tx.append({ type: "person.accessChanged", actorId, data: { personId, ...change } });
    }
  });
}

async function changeSkills(tx: Tx, personId: string, skills: PersonChange["skills"]) {
  if (skills === undefined) return false;
  const ids = skills.map(({ skillId }) => skillId);
  if (new Set(ids).size < ids.length) {
    throw new AppError("invalid", "Some fields are not right.", { fields: { skills: "names one twice" } });
  }
  await refuseUnknown(tx, namedBy("skill", ids, "skills"));
  const before = await tx.db.delete(personSkills).where(eq(personSkills.personId, personId)).returning();
  if (skills.length > 0) {
    await tx.db.insert(personSkills).values(skills.map((skill) => ({ personId, ...skill })));
  }
  const levels = new Map(before.map(({ skillId, level }) => [skillId, level]));
  return (
    before.length !== skills.length || skills.some(({ skillId, level }) => levels.get(skillId) !== level)
  );
}

const isOther = (before: Row, next: Pick<Row, "name" | "capacity" | "languages">) =>
  next.name !== before.name ||
  next.capacity !== before.capacity ||
  next.languages.join() !== before.languages.join();
