import { showConversation } from "../conversations/show-conversation.ts";
import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { explain } from "./explain.ts";
import { detachInteraction, moveInteraction } from "./move-interaction.ts";
import { discard, type Reread, replay } from "./release.ts";
import { serveSource } from "./serve-source.ts";
import { undo } from "./undo.ts";

export const ingestHandlers = (deps: Deps, { reread }: { reread?: Reread }): Handlers => ({
  "GET /quarantine/:id/source": (call) => serveSource(deps, call),
  "POST /quarantine/:id/replay": ({ access, params }) =>
    replay(deps, { access, inboundId: params.id }, reread),
  "DELETE /quarantine/:id": ({ access, params }) => discard(deps, { access, inboundId: params.id }),
  "GET /interactions/:id/why": ({ access, params }) => explain(deps, { access, interactionId: params.id }),
  "POST /interactions/:id/detachment": async ({ access, params }) =>
    present(deps, access, await detachInteraction(deps, { access, interactionId: params.id })),
  "POST /interactions/:id/move": async ({ access, params, body }) =>
    present(deps, access, await moveInteraction(deps, { access, interactionId: params.id, ...body })),
  "POST /undos/:id": ({ access, params }) => undo(deps, { access, undoId: params.id }),
});

async function present(
  deps: Deps,
  access: Access,
  { undoId, conversationId }: { undoId: string; conversationId: string },
) {
  return { undoId, conversation: await showConversation(deps, access, conversationId) };
}
