import { newId } from "../../../db/schema/columns.ts";
import { skills } from "../../../db/schema/routing.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { refuseTakenName } from "../refuse-taken-name.ts";

/** @returns its id */
export async function createSkill(
  deps: Pick<Deps, "pool">,
  { access, name }: { access: Access; name: string },
): Promise<string> {
  return transact(deps, async (tx) => {
    const skillId = newId();
    await refuseTakenName(tx, skills, "skill", { name, id: skillId });
    await tx.db.insert(skills).values({ id: skillId, name });
    tx.append({ type: "skill.updated", actorId: access.personId, data: { skillId } });
    return skillId;
  });
}
