import type { Identity, InboundSender } from "../contract.ts";
import { Refusal } from "./answer.ts";
import type { Settings } from "./settings.ts";
import type { Visitor } from "./token.ts";
import type { Detail, Details } from "./wire.ts";

/** The visitor id is proven by the token, the site's user id by its signature; what he typed is a claim. */
export function senderOf(visitor: Visitor, channelId: string): InboundSender {
  const { email, phone, name } = visitor.details ?? {};
  const claims: Identity[] = [];
  if (email) claims.push({ kind: "email", address: email });
  if (phone) claims.push({ kind: "phone", address: phone });
  return {
    identity: { kind: "visitor", address: visitor.id },
    // Two sites may both have a user 42.
    ...(visitor.user && { proven: [{ kind: "user", address: `${channelId}:${visitor.user}` }] }),
    ...(claims.length > 0 && { claims }),
    ...(name && { name }),
  };
}

/** @throws Refusal that names what the form asks for and is not there. */
export function requireDetails(details: Details, { askName, askEmail, askPhone }: Settings) {
  const asked: Record<Detail, string> = { name: askName, email: askEmail, phone: askPhone };
  const fields: Record<string, string> = {};
  for (const key of ["name", "email", "phone"] as const) {
    if (asked[key] === "required" && !details[key]) fields[`details.${key}`] = "is needed";
  }
  if (Object.keys(fields).length > 0)
    throw new Refusal("invalid", "Please say who you are first.", { fields });
}
