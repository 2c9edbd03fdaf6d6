import type { Handlers } from "../../http/route.ts";
import type { Deps } from "../../lib/deps.ts";
import { endSupervision } from "./end-supervision.ts";
import { listSupervisions } from "./queries.ts";
import { superviseCall } from "./supervise-call.ts";

export const supervisionHandlers = (deps: Deps): Handlers => ({
  "PUT /calls/:id/supervision": ({ access, params, body }) =>
    superviseCall(deps, { access, callId: params.id, ...body }),
  "DELETE /calls/:id/supervision": ({ access, params }) =>
    endSupervision(deps, { access, callId: params.id }),
  "GET /calls/:id/supervisions": ({ access, params }) => listSupervisions(deps, access, params.id),
});
