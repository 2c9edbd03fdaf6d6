import type { CallRef, ConnectorContext, LegRef } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import type { LegToPerson } from "../wire.ts";
import { iceServersFor } from "./ice-servers.ts";
import { legKeyOf } from "./leg-key.ts";

type Context = ConnectorContext<Settings>;

/**
 * Whoever listens or whispers gets the sound from the browser of whom they stand beside, and the caller's knows nothing.
 * `isNew`: they have no connection to it, whatever that browser believes.
 */
export function attend(context: Context, call: CallRef, leg: LegRef, { isNew }: { isNew: boolean }): void {
  const peer = { legId: leg.id, key: legKeyOf(call.externalId, leg, context.sign) };
  const ice = iceServersFor(context.settings, leg.by ?? leg.id);
  toBeside(context, leg, { type: "attend", peer, ice, isHeard: leg.role === "whisper", isNew });
}

export const unattend = (context: Context, leg: LegRef): void =>
  toBeside(context, leg, { type: "unattend", legId: leg.id });

function toBeside(context: Context, { by, byPersonId }: LegRef, message: LegToPerson): void {
  if (by && byPersonId) context.person(byPersonId, by).send(message);
}
