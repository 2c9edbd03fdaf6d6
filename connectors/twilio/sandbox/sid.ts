import { randomBytes } from "node:crypto";

/** Twilio's ids: two letters for the kind of thing and 32 hexadecimal digits. */
export const makeSid = (prefix: "AP" | "CA" | "CF" | "PN" | "QU" | "RE") =>
  `${prefix}${randomBytes(16).toString("hex")}`;
