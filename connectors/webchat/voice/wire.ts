import type { WireVisit } from "../wire.ts";

/** What the two browsers of a web call, the widget's and a person's, say to each other and to this connector. Types only. */

/** `POST calls`; the same id again is the same call. */
export interface CallAsk {
  /** A UUID that the widget made: its own name for the call. */
  callId: string;
  visit?: WireVisit;
}

export interface CallTaken {
  steps: WireStep[];
}

export type WirePrompt =
  | { type: "say"; text: string; language: string }
  /** Opens without a token, for some hours. */
  | { type: "play"; url: string };

/** As the contract's steps, with addresses in the place of files. */
export type WireStep =
  | WirePrompt
  | { type: "gather"; turn: number; prompts: WirePrompt[]; maxDigits: number; timeoutSeconds: number }
  | {
      type: "wait";
      turn: number;
      music: string | null;
      prompts: WirePrompt[];
      keys: string;
      tickAfterSeconds: number;
    }
  | { type: "connect" }
  /** Somebody who has only a telephone; it is answered with `timedOut`. */
  | { type: "unreachable"; turn: number }
  /** Its pieces go to `POST voicemail`; then it is answered with `recorded`. */
  | { type: "record"; turn: number; maxSeconds: number }
  /** `failed`: not by what a caller did, and nobody is to call them back. */
  | { type: "hangUp"; reason: "finished" | "failed" };

export type CallToVisitor =
  /** `isAgain`: what the call is at, for who may have missed it. */
  | { type: "call.steps"; callId: string; steps: WireStep[]; isAgain: boolean }
  /** `key` goes back with every answer; `ice` comes with an offer. */
  | {
      type: "call.signal";
      callId: string;
      legId: string;
      key: string;
      signal: WireSignal;
      ice?: RTCIceServer[];
    }
  | { type: "call.hold"; callId: string; isHeld: boolean; music: string | null }
  | { type: "call.drop"; callId: string; legId: string }
  | { type: "call.ended"; callId: string };

export type CallFromVisitor =
  /** On every pipe that opens while the call goes on. */
  | { type: "call.here"; callId: string }
  /** Its page is left, perhaps for another that goes on with the call. */
  | { type: "call.away"; callId: string }
  | { type: "call.input"; callId: string; input: CallerInput }
  | { type: "call.signal"; callId: string; legId: string; key: string; signal: WireSignal }
  /** Two persons are in the call: they are to hear each other too, and `offers` begins. */
  | { type: "call.meet"; callId: string; offers: LegPeer; answers: LegPeer }
  | { type: "call.end"; callId: string };

export type CallerInput =
  | { type: "digits"; turn: number; digits: string }
  | { type: "timedOut"; turn: number }
  | { type: "tick" }
  | { type: "recorded"; turn: number; seconds: number };

/** A leg, with the proof that it is one of this call. */
export interface LegPeer {
  legId: string;
  key: string;
}

/** One side only makes offers; a higher round is a newer one, and what belongs to an older is passed over. */
export type WireSignal =
  /** `isNew`: of a connection that was never answered, so that who answers begins anew too. */
  | { type: "offer"; round: number; sdp: string; isNew: boolean }
  | { type: "answer"; round: number; sdp: string }
  | { type: "candidates"; round: number; candidates: RTCIceCandidateInit[] }
  /** From who answers: another round, or where `isNew` all from the beginning. */
  | { type: "again"; isNew: boolean };

/** To a person's browser, about its leg. */
export type LegToPerson =
  /** By which to connect, within the next moments. */
  | { type: "ice"; ice: RTCIceServer[] }
  /** `from` is absent for the caller. */
  | { type: "signal"; signal: WireSignal; from?: LegPeer; ice?: RTCIceServer[] }
  /** Offers to be made to somebody else in the call. */
  | { type: "meet"; peer: LegPeer; ice: RTCIceServer[] }
  /** All that is said is to be offered to somebody of whom the caller does not know, and who may be heard here. */
  | { type: "attend"; peer: LegPeer; ice: RTCIceServer[]; isHeard: boolean; isNew: boolean }
  | { type: "unattend"; legId: string }
  | { type: "drop" };

export type LegFromPerson =
  /** The browser has begun the leg, perhaps after a reload, or is to connect anew: who talks gets `ice` for it. */
  | { type: "ready" }
  /** It goes on without being connected to the caller. */
  | { type: "apart" }
  /** `to` is absent for the caller. */
  | { type: "signal"; signal: WireSignal; to?: LegPeer };
