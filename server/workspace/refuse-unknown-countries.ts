import { isSupportedCountry } from "libphonenumber-js";
import { AppError } from "../lib/app-error.ts";

/** @throws AppError for what has no telephone numbers of its own. */
export function refuseUnknownCountries(countries: readonly string[]): void {
  if (countries.every((country) => isSupportedCountry(country))) return;
  throw new AppError("invalid", "There is no such country.", {
    fields: { "calling.countries": "names a country that has no telephone numbers" },
  });
}
