import type { CallRef, CallStep } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { askLiving } from "../rest-errors.ts";
import { bringCaller } from "./bring-caller.ts";
import { findConference } from "./find-conference.ts";

/** The caller's call asks for the steps itself: what an update may bring is shorter than they can be. */
export async function steer(carrier: Carrier, call: CallRef, steps: CallStep[]): Promise<void> {
  const last = steps.at(-1);
  if (!last) return;
  if (last.type === "connect" && last.to.kind === "person") return meet(carrier, call);
  await askLiving(carrier.client.calls(call.externalId).update({ url: carrier.at("/voice/next") }));
}

async function meet(carrier: Carrier, call: CallRef): Promise<void> {
  const conferenceSid = await findConference(carrier, call);
  if (conferenceSid) await bringCaller(carrier, call.externalId, { conferenceSid });
}
