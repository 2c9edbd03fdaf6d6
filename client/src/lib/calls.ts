import type { Call, CallLeg } from "../../../server/contract/calls.ts";
import { contactName } from "./contact-name.ts";

/** What the other side of a call is called: somebody without a name has their number. */
export const callerName = ({ contact, number }: Pick<Call, "contact" | "number">): string =>
  contact.name ?? number ?? contactName(contact);

export const isOver = ({ stage }: Call): boolean => stage === "ended";

/** From when it was answered to its end, or until now; undefined where nobody answered. In milliseconds. */
export function lengthOf({ answeredAt, endedAt }: Call, now: number): number | undefined {
  if (answeredAt === null) return undefined;
  const end = endedAt === null ? now : Date.parse(endedAt);
  return Math.max(0, end - Date.parse(answeredAt));
}

/** Who talked in it besides the caller, in the order in which they came; nobody before it was answered. */
export const takersOf = ({ answeredAt, legs }: Call): CallLeg[] =>
  answeredAt === null ? [] : legs.filter((leg) => leg.role === "talk" && leg.connectedAt !== null);
