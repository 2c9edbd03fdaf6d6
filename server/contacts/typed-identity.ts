import { isValidPhoneNumber } from "libphonenumber-js";
import { Email } from "../contract/common.ts";
import { AppError } from "../lib/app-error.ts";
import { normaliseIdentity } from "../lib/normalise-identity.ts";

export interface TypedIdentity {
  kind: "email" | "phone";
  address: string;
}

/**
 * An address as a person typed it, in its one spelling.
 * @param path Where it stands in what was sent.
 * @throws AppError invalid for what nobody can be reached at.
 */
export function readTypedIdentity(typed: TypedIdentity, path = "address"): TypedIdentity {
  const { kind, address } = { kind: typed.kind, address: typed.address.trim() };
  if (kind === "email" && !Email.safeParse(address).success) refuse(path, "is not an email address");
  if (kind === "phone" && !isValidPhoneNumber(address)) {
    refuse(path, "is not a phone number with its country code, like +44 20 7946 0018");
  }
  return { kind, address: normaliseIdentity({ kind, address }).address };
}

function refuse(path: string, why: string) {
  throw new AppError("invalid", `The address ${why}.`, { fields: { [path]: why } });
}
