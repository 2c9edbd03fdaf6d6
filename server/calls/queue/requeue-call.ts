import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { namedBy, refuseUnknown } from "../../routing/refuse-unknown.ts";
import { changeOwnCall } from "../change-own-call.ts";
import { getOwnLeg } from "../legs/legs.ts";
import { refuseUnanswered } from "../outgoing/refuse-unanswered.ts";
import { backToQueue } from "./back-to-queue.ts";

/** Sends the caller back to a queue, before all others there; whoever talks with them leaves. */
export async function requeueCall(
  deps: Deps,
  { access, callId, queueId }: { access: Access; callId: string; queueId: string },
): Promise<void> {
  await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    getOwnLeg(held, access.personId);
    refuseUnanswered(held);
    await refuseUnknown(tx, namedBy("queue", [queueId], "queueId"));
    await backToQueue(tx, held, { queueId });
  });
}
