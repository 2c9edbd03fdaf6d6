import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { answer } from "./answer.ts";
import { assign } from "./assign.ts";
import { countViews } from "./count-views.ts";
import { listConversations } from "./list-conversations.ts";
import { markRead } from "./mark-read.ts";
import { getConversation, getInteraction, getTimeline, listTags } from "./queries.ts";
import { retry } from "./retry.ts";
import { setStatus } from "./set-status.ts";
import { setTags } from "./set-tags.ts";
import { share } from "./share.ts";
import { showConversation } from "./show-conversation.ts";
import { startConversation } from "./start-conversation.ts";

export const conversationsHandlers = (deps: Deps): Handlers => ({
  "GET /conversations": ({ access, query }) => listConversations(deps, { access, ...query }),
  "GET /conversations/counts": ({ access }) => countViews(deps, access),
  "GET /conversations/:id": ({ access, params }) => getConversation(deps, access, params.id),
  "GET /conversations/:id/interactions": ({ access, params, query }) =>
    getTimeline(deps, { access, conversationId: params.id, ...query }),
  async "POST /conversations/:id/interactions"({ access, params, body }) {
    return getInteraction(deps, await answer(deps, { access, conversationId: params.id, ...body }));
  },
  async "POST /conversations"({ access, body }) {
    return showConversation(deps, access, await startConversation(deps, { access, ...body }));
  },
  async "PUT /conversations/:id/assignee"({ access, params, body }) {
    await assign(deps, { access, conversationId: params.id, ...body });
    return showConversation(deps, access, params.id);
  },
  async "PUT /conversations/:id/status"({ access, params, body }) {
    await setStatus(deps, { access, conversationId: params.id, ...body });
    return showConversation(deps, access, params.id);
  },
  async "PUT /conversations/:id/tags"({ access, params, body }) {
    await setTags(deps, { access, conversationId: params.id, ...body });
    return showConversation(deps, access, params.id);
  },
  "PUT /conversations/:id/read-position": ({ access, params, body }) =>
    markRead(deps, { access, conversationId: params.id, ...body }),
  "POST /conversations/:id/people": ({ access, params, body }) =>
    share(deps, { access, conversationId: params.id, ...body }),
  "GET /tags": () => listTags(deps),
  async "POST /interactions/:id/retry"({ access, params }) {
    await retry(deps, { access, interactionId: params.id });
    return getInteraction(deps, params.id);
  },
});
