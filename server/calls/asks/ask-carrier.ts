import type { CallRef, CallStep, LegRef, RecordState } from "../../../connectors/contract.ts";
import type { Deps } from "../../lib/deps.ts";
import type { CallRow } from "../hold-call.ts";
import { lastVoiceOf } from "../last-voice-of.ts";

/** What a carrier is asked for when a change is committed. */
export type Ask =
  | { type: "steer"; steps: CallStep[] }
  | { type: "join"; leg: LegRef; timeoutSeconds: number }
  | { type: "hold"; isHeld: boolean; music: string | null }
  | { type: "drop"; leg: LegRef }
  | { type: "changeRole"; leg: LegRef }
  | { type: "record"; state: RecordState }
  | { type: "hangUp" };

type LegAsk = Extract<Ask, { type: "join" | "changeRole" }>;
export type StateAsk = Extract<Ask, { type: "hold" | "record" }>;

/** Those that end their leg when they fail. All others are to be done whatever happens. */
export const isOfLeg = (ask: Ask): ask is LegAsk => ask.type === "join" || ask.type === "changeRole";
/** Those that say how a call is to be from now on. */
export const isOfState = (ask: Ask): ask is StateAsk => ask.type === "hold" || ask.type === "record";

/** Asks one after the other; what fails keeps nothing else from being asked. Gives what was not done. */
export async function askCarrier(
  deps: Pick<Deps, "carriers" | "log">,
  call: CallRow,
  asks: readonly Ask[],
): Promise<Ask[]> {
  const { id, channelId, externalId } = call;
  // What is to be carried is asked for as soon as the carrier has a name for it.
  if (externalId === null) return [];
  const failed: Ask[] = [];
  for (const ask of asks) {
    try {
      // What is said in private is not for a caller who could not be put on hold.
      if (ask.type === "join" && failed.some(({ type }) => type === "hold"))
        throw new Error("The caller is not on hold.");
      await carry(deps, channelId, { id, externalId }, ask);
    } catch (err) {
      deps.log.error({ err, callId: id, ask: ask.type }, "A carrier did not do what it was asked for");
      failed.push(ask);
    }
  }
  return failed;
}

async function carry(
  deps: Pick<Deps, "carriers">,
  channelId: string,
  call: CallRef,
  ask: Ask,
): Promise<void> {
  // What is over is to be over at the carrier of a channel that was turned off, too.
  if (ask.type === "drop" || ask.type === "hangUp") {
    const last = running(await lastVoiceOf(deps, channelId));
    return ask.type === "drop" ? last.drop(call, ask.leg) : last.hangUp(call);
  }
  const voice = running(deps.carriers.voiceOf(channelId));
  switch (ask.type) {
    case "steer":
      return voice.steer(call, ask.steps);
    case "join":
      return voice.join(call, ask.leg, { timeoutSeconds: ask.timeoutSeconds });
    case "hold":
      return voice.hold(call, ask);
    case "changeRole":
      return voice.changeRole?.(call, ask.leg);
    case "record":
      // Where a carrier does not, people's browsers record.
      return voice.record?.(call, ask.state);
  }
}

function running<AnyVoice>(voice: AnyVoice | undefined): AnyVoice {
  if (!voice) throw new Error("The call's channel does not run here.");
  return voice;
}
