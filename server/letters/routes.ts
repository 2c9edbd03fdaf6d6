import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { showHtml } from "./show-html.ts";
import { showSender } from "./show-sender.ts";

export const lettersHandlers = (deps: Deps): Handlers => ({
  "GET /interactions/:id/html": ({ access, params, query, response }) =>
    showHtml(deps, { access, params, query, response }),
  "PUT /shown-senders/:address": ({ access, params, body }) =>
    showSender(deps, { access, address: params.address, ...body }),
});
