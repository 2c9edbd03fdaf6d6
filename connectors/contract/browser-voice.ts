import type { LiveMessage } from "./live.ts";
import type { LegRole } from "./voice.ts";

/**
 * A connector's `browser.ts` exports `openVoice`: it carries this person's legs in their browser. Loaded when the phone is
 * made ready, so that its weight is nobody else's.
 */
export type OpenVoice = (options: BrowserVoiceOptions) => Promise<BrowserVoice>;

/**
 * Where a connector's `browser.ts` exports `checkNetwork` too, it says what a call of its could be carried over from this
 * browser; `pass` is what its Voice gives for that.
 */
export type CheckNetwork = (pass: Record<string, unknown>) => Promise<NetworkCheck>;

export interface NetworkCheck {
  /**
   * Straight to whoever calls. `local`: what tells a browser how it is seen from outside does not answer; `unseen`: there is no
   * such thing configured.
   */
  direct: "works" | "local" | "unseen" | "none";
  /** Over a server between the two; `absent`: none is configured. */
  relay: "works" | "fails" | "absent";
  /** There and back, where something came back. */
  relayMs: number | null;
}

export interface BrowserVoiceOptions {
  /** `data` of the connector's VoicePass. */
  pass: Record<string, unknown>;
  /** A live microphone, which the phone owns; muting is done by the leg. */
  microphone: MediaStream;
  /** To the connector on the hub, about a leg. */
  send(legId: string, message: LiveMessage): void;
}

export interface BrowserVoice {
  /** A new pass, before the old one is over. */
  renew(pass: Record<string, unknown>): void;
  /** Begins a leg that the hub has asked this person for. */
  begin(leg: { legId: string; callId: string; role: LegRole }): BrowserLeg;
  /** What the connector on the hub says about a leg. */
  receive(legId: string, message: LiveMessage): void;
  /** Another microphone, while legs go on. */
  useMicrophone(microphone: MediaStream): Promise<void>;
  close(): void;
}

export interface BrowserLeg {
  /** Called at once with what holds now. `lost` may come back to `connected`; `ended` and `failed` are final. */
  onState(listener: (state: BrowserLegState) => void): void;
  /** What the others say, once there is something to hear. */
  onRemote(listener: (stream: MediaStream) => void): void;
  /** The same apart, for a recording made here. */
  onParts?(listener: (parts: HeardParts) => void): void;
  /** What is said to this person alone, by who whispers. */
  onAside?(listener: (stream: MediaStream) => void): void;
  /** The same leg goes on in another way; absent where the hub's connector alone sees to that. */
  changeRole?(role: LegRole): void;
  mute(isMuted: boolean): void;
  /** The caller is on hold: neither hears the other. */
  hold(isHeld: boolean): void;
  press(keys: string): void;
  /** Leaves; the others go on. */
  end(): void;
}

export interface HeardParts {
  caller: MediaStream | undefined;
  colleagues: MediaStream[];
}

export type BrowserLegState = "connecting" | "connected" | "lost" | "ended" | "failed";
