import type { Handlers } from "../../http/route.ts";
import type { Deps } from "../../lib/deps.ts";
import { acceptOffer } from "./accept-offer.ts";
import { claimWork } from "./claim-work.ts";
import { completeWork } from "./complete-work.ts";
import { declineOffer } from "./decline-offer.ts";
import { getMyWork, type ShowState } from "./get-my-work.ts";
import { moveWork } from "./move-work.ts";
import { prioritiseWork } from "./prioritise-work.ts";
import { getWorkItem, listQueueWork } from "./queries.ts";
import { showWorkOf } from "./show-work.ts";

export const workHandlers = (deps: Deps, showState: ShowState = () => undefined): Handlers => ({
  "GET /queues/:id/work": ({ access, params, query }) =>
    listQueueWork(deps, { access, queueId: params.id, ...query }),
  "GET /me/work": ({ access }) => getMyWork(deps, { access, showState }),
  "GET /conversations/:id/work": async ({ access, params }) =>
    (await showWorkOf(deps, { access, conversationId: params.id })) ?? null,
  async "POST /work-items/:id/acceptance"({ access, params }) {
    await acceptOffer(deps, { access, workItemId: params.id });
    return getWorkItem(deps, params.id);
  },
  "POST /work-items/:id/refusal": ({ access, params }) =>
    declineOffer(deps, { access, workItemId: params.id }),
  async "POST /work-items/:id/claim"({ access, params }) {
    await claimWork(deps, { access, workItemId: params.id });
    return getWorkItem(deps, params.id);
  },
  "POST /work-items/:id/completion": ({ access, params, body }) =>
    completeWork(deps, { access, workItemId: params.id, ...body }),
  async "PUT /work-items/:id/queue"({ access, params, body }) {
    await moveWork(deps, { access, workItemId: params.id, ...body });
    return getWorkItem(deps, params.id);
  },
  async "PUT /work-items/:id/priority"({ access, params, body }) {
    await prioritiseWork(deps, { access, workItemId: params.id, ...body });
    return getWorkItem(deps, params.id);
  },
});
