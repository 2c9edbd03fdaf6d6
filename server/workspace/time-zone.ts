import { AppError } from "../lib/app-error.ts";

/** @throws AppError for what is no IANA name. */
export function refuseUnknownTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw new AppError("invalid", "There is no such time zone.", {
      fields: { timeZone: "is not a time zone like Europe/Berlin" },
    });
  }
}
