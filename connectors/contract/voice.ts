import type { CallInput, CallStep } from "./call.ts";
import type { InboundSender, Visit } from "./inbound.ts";
import type { LiveMessage } from "./live.ts";

/** What a connector tells the hub of its calls. Each resolves after commit, so that a webhook answers only then. */
export interface CallDoor {
  /**
   * A call came; it gives what the caller hears first. The same again is the same call, and gets what it is at.
   * @throws ConnectorError `rejected` where the channel takes no calls
   */
  arrive(call: ArrivingCall): Promise<CallStep[]>;
  /**
   * What the caller did. Nothing changes by what comes twice or late: an answer to what was asked before gets what the call
   * is at. For a call that nobody knows or that is over the steps are empty. A tick's figures are the hub's to fill in.
   */
  tell(call: string, input: CallInput): Promise<CallStep[]>;
  /** A leg that the hub asked for; never back, and never out of `ended`. */
  tellLeg(legId: string, change: LegChange): Promise<void>;
  /** The caller's own connection is there (or there again), or is lost and may come back. */
  tellReach(call: string, isReached: boolean): Promise<void>;
  /** The name of a call that the hub had dialled; said before all else of it, as that can be quicker than `dial`'s answer. */
  tellDialled(callId: string, externalId: string): Promise<void>;
  /**
   * Whether a caller who is waited for may be brought to that meeting now, or, where none is named, may go by themselves. Of all
   * nodes one alone may bring them, for as long as that can take, and none while they come by themselves, or once they are there.
   */
  claimMeeting(call: string, meeting?: string): Promise<boolean>;
  /** The caller is there, or could not be brought: then that may be tried again. */
  tellMeeting(call: string, meeting: string, isThere: boolean): Promise<void>;
  /** Sound that the carrier has: it is fetched soon. The same again is the same recording. */
  tellRecording(call: string, recording: CarrierRecording): Promise<void>;
  /** Some of what a caller says at a `record` step, as it comes; the same again is the same piece. */
  keepPiece(call: string, piece: SoundPiece): Promise<void>;
}

export interface CarrierRecording {
  /** The carrier's name for it. */
  externalId: string;
  kind: "call" | "voicemail";
  /** ISO 8601. */
  startedAt: string;
  seconds: number;
}

export interface SoundPiece {
  /** Of the step. */
  turn: number;
  /** From 0, without gaps. */
  number: number;
  /** WebM or MP4, as a browser's recorder gives it: all pieces after one another are the file. */
  bytes: Uint8Array;
}

export interface ArrivingCall {
  /** The carrier's name for it, unique within the channel. */
  externalId: string;
  from: InboundSender;
  /** What was called, as the carrier writes it: a number. */
  to?: string;
  visit?: Visit;
  /** The caller's own connection is still to come: `tellReach` says when it is there. */
  isAwaited?: boolean;
}

export interface LegChange {
  state: "ringing" | "connected" | "ended";
  /** The carrier's name for it. */
  externalId?: string;
  /** Why it ended without having been connected. */
  reason?: "busy" | "noAnswer" | "failed" | "declined";
  /** In the carrier's own words. */
  detail?: string;
}

export interface CallRef {
  id: string;
  /** The carrier's name for it. */
  externalId: string;
}

/** One party besides the caller: a person in their browser, or a telephone number. */
export interface LegRef {
  id: string;
  to: { kind: "person"; personId: string } | { kind: "number"; number: string; callerId: string | null };
  /** `listen`: hears all and is heard by nobody. `whisper`: is heard by the person beside whose leg it stands, `by`. */
  role: LegRole;
  /** Of one that talks: the leg whose person brought it in. */
  by?: string;
  /** Whose leg `by` is. */
  byPersonId?: string;
  /** The carrier's name for it, once it has said one. */
  externalId?: string;
}

export type LegRole = "talk" | "listen" | "whisper";

/** What the hub asks of a carrier. Each may come twice. @throws ConnectorError */
export interface Voice {
  /**
   * Which account at the provider it is, where a person's browser needs a pass for each: channels of one account share it.
   */
  account?: string;
  /** What the caller does next where nothing was asked: a list as the door gives it. */
  steer(call: CallRef, steps: CallStep[]): Promise<void>;
  /** Calls a party and, once it is connected, brings the caller to it. What becomes of it is told to the door. */
  join(call: CallRef, leg: LegRef, options: { timeoutSeconds: number }): Promise<void>;
  /** The caller hears music (an uploaded sound; null is the carrier's own) and nobody, and is heard by nobody. */
  hold(call: CallRef, options: { isHeld: boolean; music: string | null }): Promise<void>;
  /** Takes a party out; the others go on. */
  drop(call: CallRef, leg: LegRef): Promise<void>;
  hangUp(call: CallRef): Promise<void>;
  /**
   * A leg that is there goes on in the role that it has in `leg`, beside whom it says. One that is to talk now is told to
   * the door as connected once it does.
   */
  changeRole?(call: CallRef, leg: LegRef): Promise<void>;
  /** Whether the carrier records the call; while paused its sound is silent. Absent where people's browsers record. */
  record?(call: CallRef, state: RecordState): Promise<void>;
  /** Has the sound kept of a recording that it told of, and deletes it there if so set. */
  fetchRecording?(recording: string, keep: (sound: RecordedSound) => Promise<void>): Promise<void>;
  /** Tells the door anew of a call and these legs of it where they are over: what it told before may have reached nobody. */
  tellEnds?(call: CallRef, legs: LegRef[]): Promise<void>;
  /** Tells the door anew of all sound of a call that is over; fails as long as some of it is still being made. */
  tellRecordings?(call: CallRef): Promise<void>;
  /** A new call to a number; its answer and end are told to the door by `externalId`. */
  dial?(call: DialledCall): Promise<{ externalId: string }>;
  /** Numbers that calls go out with, the channel's own first. */
  callerIds?(): Promise<{ number: string; label: string }[]>;
  /** What the connector's `browser.ts` needs to carry this person's legs; asked for anew before `expiresAt`. */
  pass(personId: string): Promise<VoicePass>;
  /** What `checkNetwork` in the connector's `browser.ts` needs at this moment; there where that function is. */
  checkPass?(personId: string): Promise<Record<string, unknown>>;
  /** Something that this person's browser said about a leg of theirs. */
  receive?(call: CallRef, leg: LegRef, message: LiveMessage): Promise<void>;
  /**
   * Places a call as from outside, of somebody who follows a script. There only where no real telephone is at the other
   * end: all calls of the channel are pretended.
   * @throws ConnectorError `rejected` with a sentence about the script
   */
  pretendCall?(call: PretendCall): Promise<void>;
}

/** What can be asked of a carrier where its channel does not run: to end what goes on there, and for what it recorded. */
export type LastVoice = Pick<Voice, "drop" | "hangUp" | "tellRecordings" | "fetchRecording">;

export type RecordState = "on" | "paused" | "off";

export interface PretendCall {
  /** In E.164. */
  from: string;
  /** A sentence like `press 2, wait 20 s, talk, hang up`. */
  script: string;
}

export interface DialledCall {
  id: string;
  number: string;
  callerId: string | null;
  /** For so long it rings at the most. */
  timeoutSeconds: number;
}

export interface RecordedSound {
  contentType: string;
  /** Bytes, where the carrier says so before. */
  size: number | undefined;
  /** From the left. */
  channels: ("agent" | "caller" | "all")[];
  /** Fails where not all of it comes. */
  stream: ReadableStream<Uint8Array>;
}

export interface VoicePass {
  /** Plain data that only this connector's `browser.ts` understands. */
  data: Record<string, unknown>;
  /** ISO 8601. */
  expiresAt: string;
}
