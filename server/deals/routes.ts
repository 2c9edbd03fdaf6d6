import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { changeDeal } from "./change-deal.ts";
import { listDeals } from "./list-deals.ts";
import { makeDeal } from "./make-deal.ts";
import { getChangedDeal, getDeal, listPipelines, sumDeals } from "./queries.ts";

export const dealsHandlers = (deps: Deps): Handlers => ({
  "GET /pipelines": () => listPipelines(deps),
  "GET /deals": ({ access, query }) => listDeals(deps, { access, ...query }),
  "GET /deals/totals": ({ access, query }) => sumDeals(deps, { access, ...query }),
  async "POST /deals"({ access, body }) {
    return getDeal(deps, access, await makeDeal(deps, { access, ...body }));
  },
  "GET /deals/:id": ({ access, params }) => getDeal(deps, access, params.id),
  async "PATCH /deals/:id"({ access, params, body }) {
    await changeDeal(deps, { access, dealId: params.id, ...body });
    return getChangedDeal(deps, params.id);
  },
});
