import type { MyCall } from "../../../../../server/contract/calls.ts";
import { findMe } from "../../../lib/session.ts";
import { isAsked, ownLeg } from "../call/own-leg.ts";
import { phone } from "../line/phone-state.ts";
import { type CarriedLeg, carryLeg } from "./carry-leg.ts";
import type { Voices } from "./open-voices.ts";

export type CarriedLegs = ReturnType<typeof carryLegs>;

/** Begins each leg that the hub has asked this person for, and lets go of those that are over there. */
export function carryLegs(voices: Voices) {
  const carried = new Map<string, CarriedLeg>();
  const answered = new Set<string>();
  let calls: MyCall[] = [];
  let microphone: MediaStream | undefined;

  function follow(next: MyCall[]) {
    calls = next;
    const due = new Map(next.filter(isDue).map((one) => [one.legId, one]));
    for (const legId of carried.keys()) if (!due.has(legId)) letGo(legId);
    for (const [legId, one] of due) {
      const leg = carried.get(legId);
      if (leg) leg.follow(one);
      else if (microphone) begin(one, microphone);
    }
  }

  const isDue = (one: MyCall) => {
    const leg = ownLeg(one);
    if (!leg || leg.state === "ended") return false;
    return answered.has(one.legId) || !isAsked(one, findMe()?.id);
  };

  function begin(one: MyCall, local: MediaStream) {
    const { legId } = one;
    const leg = carryLeg({
      myCall: one,
      voice: voices.voiceOf(one),
      microphone: local,
      isMuted: phone.get().isMuted,
      onState: (state) => carried.get(legId) === leg && setLeg(legId, state),
    });
    carried.set(legId, leg);
    setLeg(legId, "connecting");
  }

  function letGo(legId: string) {
    carried.get(legId)?.end();
    carried.delete(legId);
    answered.delete(legId);
    setLeg(legId, undefined);
    // The next call begins with an open microphone.
    if (carried.size === 0) mute(false);
  }

  function mute(isMuted: boolean) {
    for (const leg of carried.values()) leg.mute(isMuted);
    phone.set((state) => (state.isMuted === isMuted ? state : { ...state, isMuted }));
  }

  return {
    follow,
    mute,
    isCarrying: () => carried.size > 0,
    answer(legId: string) {
      answered.add(legId);
      follow(calls);
    },
    press: (legId: string, keys: string) => carried.get(legId)?.press(keys),
    setMicrophone(stream: MediaStream) {
      microphone = stream;
      for (const leg of carried.values()) leg.setMicrophone(stream);
      follow(calls);
    },
    setSpeaker() {
      for (const leg of carried.values()) leg.setSpeaker();
    },
    close() {
      for (const legId of carried.keys()) letGo(legId);
    },
  };
}

function setLeg(
  legId: string,
  state: (typeof phone extends { get(): infer T } ? T : never)["legs"][string] | undefined,
) {
  phone.set((now) => {
    const { [legId]: _, ...others } = now.legs;
    return { ...now, legs: state ? { ...others, [legId]: state } : others };
  });
}
