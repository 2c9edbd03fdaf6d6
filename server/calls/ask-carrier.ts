import type { CallStep, LegRef } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import type { CallRow } from "./hold-call.ts";

/** What a carrier is asked for when a change is committed. */
export type Ask =
  | { type: "steer"; steps: CallStep[] }
  | { type: "join"; leg: LegRef; timeoutSeconds: number }
  | { type: "hold"; isHeld: boolean; music: string | null }
  | { type: "drop"; leg: LegRef }
  | { type: "hangUp" };

/** Asks one after the other; what fails keeps nothing else from being asked. Gives the legs that were not begun. */
export async function askCarrier(
  deps: Pick<Deps, "carriers" | "log">,
  call: CallRow,
  asks: readonly Ask[],
): Promise<string[]> {
  const failed: string[] = [];
  for (const ask of asks) {
    try {
      await carry(deps, call, ask);
    } catch (err) {
      deps.log.error({ err, callId: call.id, ask: ask.type }, "A carrier did not do what it was asked for");
      if (ask.type === "join") failed.push(ask.leg.id);
    }
  }
  return failed;
}

async function carry(
  { carriers }: Pick<Deps, "carriers">,
  { id, channelId, externalId }: CallRow,
  ask: Ask,
): Promise<void> {
  const voice = carriers.voiceOf(channelId);
  if (!voice || externalId === null) throw new Error("The call's channel does not run here.");
  const call = { id, externalId };
  switch (ask.type) {
    case "steer":
      return voice.steer(call, ask.steps);
    case "join":
      return voice.join(call, ask.leg, { timeoutSeconds: ask.timeoutSeconds });
    case "hold":
      return voice.hold(call, ask);
    case "drop":
      return voice.drop(call, ask.leg);
    case "hangUp":
      return voice.hangUp(call);
  }
}
