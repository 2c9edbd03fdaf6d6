import type { BrowserLegState } from "../../../../../connectors/contract.ts";
import { makeStore } from "../../../lib/store.ts";
import type { VoicesState } from "../carry/open-voices.ts";

/** What keeps calls away, or that nothing does. */
export type Line =
  | "off"
  | "insecure"
  | "asleep"
  | "starting"
  | "refused"
  | "noMicrophone"
  | "silenced"
  | "offline"
  | "noCarrier"
  | "ready";

/** Of the tab that holds the phone; the others mirror it. */
export interface PhoneState {
  line: Line;
  isMuted: boolean;
  /** By the leg's id. */
  legs: Record<string, BrowserLegState>;
  /** Calls that should be recorded and are not, as this browser cannot, or the hub does not take it. */
  unrecorded: string[];
  /** Connectors whose calls this browser cannot carry now. */
  failed: string[];
}

export const idle: PhoneState = { line: "off", isMuted: false, legs: {}, unrecorded: [], failed: [] };

/** A phone is wanted and no tab has it. */
export const asleep: PhoneState = { ...idle, line: "asleep" };

export const phone = makeStore<PhoneState>(idle);

export interface Conditions {
  isSecure: boolean;
  /** The browser plays sound, which it does once somebody has touched the page. */
  isSoundOn: boolean;
  /** `silenced`: by the system, the headset or what else uses it. */
  microphone: "starting" | "live" | "refused" | "none" | "silenced";
  /** The connectors' browser parts. */
  voices: VoicesState["voices"];
  isConnected: boolean;
}

/** What a person can mend is said before what mends itself. */
export function lineOf({ isSecure, isSoundOn, microphone, voices, isConnected }: Conditions): Line {
  if (!isSecure) return "insecure";
  if (microphone === "refused") return "refused";
  if (microphone === "none") return "noMicrophone";
  if (microphone === "silenced") return "silenced";
  if (!isSoundOn) return "asleep";
  if (!isConnected) return "offline";
  if (voices === "failed") return "noCarrier";
  return microphone === "live" && voices === "open" ? "ready" : "starting";
}
