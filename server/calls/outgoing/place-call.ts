import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { getCalling } from "../../workspace/get-calling.ts";
import { beginOutgoing } from "./begin-outgoing.ts";
import { dialCall } from "./dial-call.ts";
import { findContactOf } from "./find-contact-of.ts";
import { getCallable } from "./get-callable.ts";
import { getCallerId } from "./get-caller-id.ts";
import { refuseCalling } from "./refuse-calling.ts";

interface PlaceCall {
  access: Access;
  /** As people write it. */
  number: string;
  channelId: string | null;
  queueId: string | null;
  contactId: string | null;
}

/**
 * Calls a telephone for somebody, whose own leg is begun as soon as the carrier dials. Gives the call's id.
 * @throws AppError `invalid` for what may not be called, `unavailable` where the carrier does not dial
 */
export async function placeCall(deps: Deps, input: PlaceCall): Promise<string> {
  const { access, contactId } = input;
  const { personId } = access;
  const callerId = await getCallerId(deps, input);
  const number = await getCallable(deps, { written: input.number, home: callerId.country, path: "number" });
  const id = await transact(deps, async (tx) => {
    const now = deps.clock.now();
    const calleeId = await findContactOf(tx, { access, contactId, number, now });
    const { callsPerHour } = await getCalling(tx);
    await refuseCalling(tx, { personId, callsPerHour, now });
    return beginOutgoing(tx, deps, { personId, contactId: calleeId, number, callerId, now });
  });
  await dialCall(deps, { id, channelId: callerId.channelId, number, callerId: callerId.number });
  return id;
}
