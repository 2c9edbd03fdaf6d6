import { endCall } from "../../calls/end-call.ts";
import type { Verb } from "../stage.ts";

/** Counts only for a call that was not picked up yet. */
export const reject: Verb = async (scene, verb) => {
  if (scene.call.status !== "ringing") return "hangUp";
  endCall(scene.exchange, scene.call, verb.attributes.reason === "busy" ? "busy" : "no-answer");
  return "hangUp";
};
