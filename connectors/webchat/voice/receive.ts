import type { CallRef, ConnectorContext, LegRef, LiveMessage } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import type { LegPeer, LegToPerson, WireSignal } from "../wire.ts";
import { attend } from "./attend.ts";
import { readCallName } from "./call-name.ts";
import { iceServersFor } from "./ice-servers.ts";
import { legKeyOf, openLegKey } from "./leg-key.ts";
import { LegFromPerson } from "./shapes.ts";
import { toCaller } from "./to-caller.ts";

interface Said {
  call: CallRef;
  leg: LegRef;
  message: LiveMessage;
}

/** What a person's browser says about its leg: that it is there, or something for another browser in the call. */
export async function receive(context: ConnectorContext<Settings>, { call, leg, message }: Said) {
  const said = LegFromPerson.safeParse(message).data;
  if (!said || leg.to.kind !== "person") return;
  if (said.type === "ready" && leg.role !== "talk") attend(context, call, leg, { isNew: true });
  else if (said.type === "ready") {
    const ice = iceServersFor(context.settings, leg.id);
    context.person(leg.to.personId, leg.id).send({ type: "ice", ice } satisfies LegToPerson);
  } else if (said.type === "apart") passApart(context, { call, leg });
  else if (said.to) passToPerson(context, { call, leg, signal: said.signal, to: said.to });
  else if (leg.role === "talk") passToCaller(context, { call, leg, signal: said.signal });
}

/** The caller learns nothing of whoever is there without them, but that they have gone. */
const passApart = (context: ConnectorContext<Settings>, { call, leg }: Omit<Said, "message">): void =>
  toCaller(context, call.externalId, { type: "call.drop", legId: leg.id });

interface Passed {
  call: CallRef;
  leg: LegRef;
  signal: WireSignal;
}

function passToCaller(context: ConnectorContext<Settings>, { call, leg, signal }: Passed) {
  const { visitorId } = readCallName(call.externalId);
  const key = legKeyOf(call.externalId, leg, context.sign);
  const ice = iceOf(context, signal, visitorId);
  toCaller(context, call.externalId, { type: "call.signal", legId: leg.id, key, signal, ...ice });
}

function passToPerson(
  context: ConnectorContext<Settings>,
  { call, leg, signal, to }: Passed & { to: LegPeer },
) {
  const personId = openLegKey(call.externalId, to, context.sign);
  if (!personId) return;
  const from = { legId: leg.id, key: legKeyOf(call.externalId, leg, context.sign) };
  const passed: LegToPerson = { type: "signal", signal, from, ...iceOf(context, signal, to.legId) };
  context.person(personId, to.legId).send(passed);
}

/** Whoever is made an offer needs a way to answer it. */
const iceOf = ({ settings }: ConnectorContext<Settings>, signal: WireSignal, party: string) =>
  signal.type === "offer" && { ice: iceServersFor(settings, party) };
