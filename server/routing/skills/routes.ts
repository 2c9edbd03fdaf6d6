import type { Handlers } from "../../http/route.ts";
import type { Deps } from "../../lib/deps.ts";
import { createSkill } from "./create-skill.ts";
import { getSkill, listSkills } from "./queries.ts";
import { removeSkill } from "./remove-skill.ts";
import { renameSkill } from "./rename-skill.ts";

export const skillsHandlers = (deps: Deps): Handlers => ({
  "GET /skills": () => listSkills(deps),
  "POST /skills": async ({ access, body }) => getSkill(deps, await createSkill(deps, { access, ...body })),
  "PATCH /skills/:id": async ({ access, params, body }) => {
    await renameSkill(deps, { access, skillId: params.id, ...body });
    return getSkill(deps, params.id);
  },
  "DELETE /skills/:id": ({ access, params }) => removeSkill(deps, { access, skillId: params.id }),
});
