import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Tx } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { holdWorkItem, refuseTaken, type WorkItemRow } from "../routing/work/hold-work-item.ts";
import { changeCall } from "./change-call.ts";
import { isOpen } from "./legs/legs.ts";
import { isRinging, ringPerson } from "./legs/ring-person.ts";

interface Take {
  access: Access;
  workItemId: string;
  callId: string;
  /** @throws AppError where the work, which waits or is held out, is not for them to take */
  refuseUnlessTheirs(tx: Tx, item: WorkItemRow): Promise<void>;
}

/** Connects a person to a call that waits. Twice is once. @throws AppError `conflict` when somebody else is quicker. */
export async function takeCall(
  deps: Deps,
  { access, workItemId, callId, refuseUnlessTheirs }: Take,
): Promise<void> {
  const { personId } = access;
  await changeCall(deps, { id: callId }, async (tx, held) => {
    const { item } = await holdWorkItem(tx, access, workItemId);
    if (held.legs.some((leg) => leg.personId === personId && isOpen(leg))) return;
    if (item.state !== "waiting" && item.state !== "offered") await refuseTaken(tx, item);
    await refuseUnlessTheirs(tx, item);
    if (held.call.stage !== "queued")
      throw new AppError("conflict", "The caller does not wait just now. Try again in a moment.");
    if (isRinging(held, item)) throw new AppError("conflict", "Somebody else is being connected.");
    await ringPerson(tx, deps, held, item, personId);
  });
}
