import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { AppError } from "../../lib/app-error.ts";

interface Bounds {
  /** The country of numbers that are written without one; null where that is not known. */
  home: string | null;
  /** ISO 3166; an empty list is the home country alone. */
  countries: readonly string[];
  /** Numbers that lead back here. */
  ours: readonly string[];
  /** Where it stands in what was sent. */
  path: string;
}

/** Emergency and service numbers are shorter than anybody's own, in every country. */
const shortest = 5;
const ordinary = new Set(["FIXED_LINE", "MOBILE", "FIXED_LINE_OR_MOBILE", "VOIP", "TOLL_FREE"]);

/**
 * A telephone number as people write it, in E.164, if it may be called from here.
 * @throws AppError `invalid` that says why not
 */
export function readCallable(written: string, bounds: Bounds): string {
  const { home, countries, ours, path } = bounds;
  const refuse = (why: string): never => {
    throw new AppError("invalid", why, { fields: { [path]: why } });
  };
  const number = parse(written, home);
  if (isShort(written, number))
    refuse("Emergency and short numbers are not called from here. Use a telephone.");
  if (!number?.isValid()) return refuse("This is not a telephone number.");
  if (ours.includes(number.number)) refuse("This number leads back here.");
  if (!ordinary.has(number.getType() ?? ""))
    refuse("Numbers with a price of their own are not called from here.");
  const allowed = countries.length > 0 ? countries : [home];
  if (!number.country || !allowed.includes(number.country))
    refuse(`Numbers ${nameOf(number.country)} are not called from here. An admin can change that.`);
  return number.number;
}

/** Without its country it is of ours. People paste words along with it; an extension does not belong to it. */
function parse(written: string, home: string | null): PhoneNumber | undefined {
  const options = home ? { defaultCountry: home as CountryCode } : {};
  return parsePhoneNumberFromString(written.trim(), options);
}

/** Judged as it is written, too: 112 stays 112 even where it is read as a number of some country. */
const isShort = (written: string, number: PhoneNumber | undefined): boolean => {
  const digits = written.replace(/\D/g, "");
  const own = number?.nationalNumber ?? digits;
  return digits.length > 0 && Math.min(digits.length, own.length) < shortest;
};

function nameOf(country: string | undefined): string {
  const name = country && new Intl.DisplayNames("en", { type: "region" }).of(country);
  return name ? `in ${name}` : "of no country";
}
