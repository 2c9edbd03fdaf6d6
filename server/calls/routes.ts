import type { Call } from "../contract/calls.ts";
import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { endByPerson } from "./end-by-person.ts";
import { addLeg } from "./legs/add-leg.ts";
import { dropLeg } from "./legs/drop-leg.ts";
import { sayLegState } from "./legs/say-leg-state.ts";
import { listCallerIds } from "./outgoing/list-caller-ids.ts";
import { placeCall } from "./outgoing/place-call.ts";
import { getCheckPasses } from "./phone/get-check-passes.ts";
import { getMyPhone } from "./phone/get-my-phone.ts";
import { listParties } from "./phone/list-parties.ts";
import { putOnHold } from "./put-on-hold.ts";
import { getCall, getChangedCall, listCalls } from "./queries.ts";
import { requeueCall } from "./queue/requeue-call.ts";

export function callsHandlers(deps: Deps): Handlers {
  async function changed(callId: string, change: Promise<void>): Promise<Call> {
    await change;
    return getChangedCall(deps, callId);
  }

  return {
    "GET /calls": ({ access, query }) => listCalls(deps, { access, ...query }),
    "GET /me/caller-ids": ({ access }) => listCallerIds(deps, { access }),
    "POST /calls": async ({ access, body }) =>
      getChangedCall(deps, await placeCall(deps, { access, ...body })),
    "GET /calls/:id": ({ access, params }) => getCall(deps, access, params.id),
    "GET /me/phone": ({ access }) => getMyPhone(deps, { access }),
    "GET /me/phone/check": ({ access }) => getCheckPasses(deps, { access }),
    "PUT /calls/:id/hold": ({ access, params: { id }, body }) =>
      changed(id, putOnHold(deps, { access, callId: id, ...body })),
    "POST /calls/:id/end": ({ access, params: { id } }) =>
      changed(id, endByPerson(deps, { access, callId: id })),
    "POST /calls/:id/requeue": ({ access, params: { id }, body }) =>
      changed(id, requeueCall(deps, { access, callId: id, ...body })),
    "GET /calls/:id/parties": ({ access, params: { id } }) => listParties(deps, { access, callId: id }),
    "POST /calls/:id/legs": ({ access, params: { id }, body }) =>
      changed(id, addLeg(deps, { access, callId: id, ...body })),
    "DELETE /calls/:id/legs/:legId": ({ access, params: { id, legId } }) =>
      changed(id, dropLeg(deps, { access, callId: id, legId })),
    "PUT /calls/:id/legs/:legId/state": ({ access, params: { id, legId }, body }) =>
      changed(id, sayLegState(deps, { access, callId: id, legId, ...body })),
  };
}
