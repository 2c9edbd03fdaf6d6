import { parsePhoneNumberFromString } from "libphonenumber-js";
import type { Identity } from "../../connectors/contract.ts";
import { keyText } from "./plain-text.ts";

/** One address in its one spelling: E.164 phone, lower-case email; other kinds as the provider writes them. */
export function normaliseIdentity({ kind, address }: Identity): Identity {
  return { kind: keyText(kind), address: keyText(normaliseAddress(kind, address.trim())) };
}

function normaliseAddress(kind: string, address: string): string {
  if (kind === "email") return address.toLowerCase();
  if (kind === "phone") {
    return parsePhoneNumberFromString(address)?.number ?? address.replace(/[\s().-]/g, "");
  }
  return address;
}
