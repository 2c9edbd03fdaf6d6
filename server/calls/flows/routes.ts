import type { Handlers } from "../../http/route.ts";
import type { Deps } from "../../lib/deps.ts";
import { archiveCallFlow } from "./archive-call-flow.ts";
import { changeCallFlow } from "./change-call-flow.ts";
import { createCallFlow } from "./create-call-flow.ts";
import { presentCallFlow } from "./present.ts";
import { getCallFlow, listCallFlows } from "./queries.ts";
import { serveSound } from "./serve-sound.ts";
import { tryCallFlow } from "./try-call-flow.ts";

export const callFlowsHandlers = (deps: Deps): Handlers => ({
  "GET /call-flows": async () =>
    (await listCallFlows(deps)).map((flow) => ({ ...flow, updatedAt: flow.updatedAt.toISOString() })),
  "POST /call-flows": async ({ access, body }) => {
    const callFlowId = await createCallFlow(deps, { access, values: body });
    return presentCallFlow(await getCallFlow(deps, callFlowId));
  },
  "GET /call-flows/:id": async ({ params }) => presentCallFlow(await getCallFlow(deps, params.id)),
  "PUT /call-flows/:id": async ({ access, params, body: { version, ...values } }) => {
    await changeCallFlow(deps, { access, callFlowId: params.id, version, values });
    return presentCallFlow(await getCallFlow(deps, params.id));
  },
  "DELETE /call-flows/:id": ({ access, params }) => archiveCallFlow(deps, { access, callFlowId: params.id }),
  "GET /sounds/:token": (call) => serveSound(deps, call),
  "POST /call-flows/trial": ({ body }) => tryCallFlow(deps, body),
});
