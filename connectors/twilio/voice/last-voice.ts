import type { ConnectorContext, LastVoice } from "../../contract.ts";
import { createRunningNumber } from "../running-number.ts";
import type { Settings } from "../settings.ts";
import { createVoice } from "./create-voice.ts";

/** Of a number that is not bound here any more. */
export const lastVoice = (context: ConnectorContext<Settings>): LastVoice =>
  createVoice(createRunningNumber(context));
