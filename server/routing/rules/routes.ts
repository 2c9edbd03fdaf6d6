import type { Handlers } from "../../http/route.ts";
import type { Deps } from "../../lib/deps.ts";
import { dryRun } from "./dry-run.ts";
import { listRules } from "./queries.ts";
import { setRules } from "./set-rules.ts";

export const rulesHandlers = (deps: Deps): Handlers => ({
  "GET /routing-rules": () => listRules(deps),
  "PUT /routing-rules": async ({ access, body }) => {
    await setRules(deps, { access, ...body });
    return listRules(deps);
  },
  "POST /routing-rules/dry-run": ({ body }) => dryRun(deps, body),
});
