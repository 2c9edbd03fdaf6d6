import { type ArrivingCall, type CallInput, type CallStep, ConnectorError } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";
import type { Fields, Signed } from "./signed.ts";

const overStatuses = ["completed", "busy", "failed", "no-answer", "canceled"];

export const isOver = ({ CallStatus = "" }: Fields): boolean => overStatuses.includes(CallStatus);

export const callSidIn = ({ CallSid = "" }: Fields): string => CallSid;

export const turnIn = ({ query }: Signed): number => Number(query.get("turn"));

/** What the caller does now that this has happened. Where that is nothing new, what the call is at. */
export async function tellOf(running: RunningNumber, fields: Fields, input: CallInput): Promise<CallStep[]> {
  const steps = await running.context.calls.tell(callSidIn(fields), input);
  return steps.length > 0 ? steps : stepsNow(running, fields);
}

/** What the call is at. */
export const stepsNow = ({ context }: RunningNumber, fields: Fields): Promise<CallStep[]> =>
  context.calls.arrive(arrivingIn(fields));

/** Where the channel takes no calls. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ConnectorError && error.kind === "rejected";

/** The caller is gone; nothing that is answered leads anywhere. */
export async function tellHungUp({ context }: RunningNumber, fields: Fields): Promise<void> {
  const reason = whyNobody(fields);
  await context.calls.tell(callSidIn(fields), { type: "hungUp", ...(reason && { reason }) });
}

function whyNobody({ CallStatus, Direction }: Fields) {
  if (Direction === "inbound") return undefined;
  if (CallStatus === "busy" || CallStatus === "failed") return CallStatus;
  return CallStatus === "no-answer" || CallStatus === "canceled" ? "noAnswer" : undefined;
}

/** The call as the hub knows it; one that was made from here has its other side in `To`. */
function arrivingIn(fields: Fields): ArrivingCall {
  const { From = "", To = "", Direction, CallerName } = fields;
  const [caller, called] = Direction === "inbound" ? [From, To] : [To, From];
  const externalId = callSidIn(fields);
  const from = { identity: identityOf(caller, externalId), ...(CallerName && { name: CallerName }) };
  return { externalId, from, ...(called && { to: called }) };
}

/** Who hides their number comes under one that spells, on a keypad, anonymous, restricted, blocked, unknown or unavailable. */
const hidden = new Set(["+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"]);

function identityOf(caller: string, callSid: string) {
  const isNumber = /^\+[1-9]\d{4,14}$/.test(caller) && !hidden.has(caller);
  return isNumber ? { kind: "phone", address: caller } : { kind: "unverified-caller", address: callSid };
}
