import { holdConversation } from "../conversations/hold.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Tx } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import type { Ask } from "./asks/ask-carrier.ts";
import { commitCall, followUp } from "./change-call.ts";
import type { HeldCall } from "./hold-call.ts";

/** Changes a call for somebody who sees it. Gives what its carrier did not do of that. @throws AppError not_found */
export async function changeOwnCall(
  deps: Deps,
  { access, callId }: { access: Access; callId: string },
  change: (tx: Tx, held: HeldCall) => Promise<void>,
): Promise<Ask[]> {
  const committed = await commitCall(deps, { id: callId }, async (tx, held) => {
    await holdConversation(tx, access, held.conversation.id).catch((error) => {
      throw error instanceof AppError && error.code === "not_found" ? notFound("call") : error;
    });
    held.actorId = access.personId;
    await change(tx, held);
  });
  if (!committed) throw notFound("call");
  return followUp(deps, committed);
}
