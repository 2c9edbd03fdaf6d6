import { type CountryCode, findPhoneNumbersInText, type PhoneNumber } from "libphonenumber-js";

export interface FoundNumber {
  /** E.164 */
  number: string;
  from: number;
  to: number;
}

/** Telephone numbers in what somebody wrote; those without their country are taken to be of `country`. */
export function findNumbers(text: string, country: string | null): FoundNumber[] {
  const found = findPhoneNumbersInText(text, country ? { defaultCountry: country as CountryCode } : {});
  return found
    .filter(({ number, startsAt, endsAt }) => isMeant(text.slice(startsAt, endsAt), number))
    .map(({ number, startsAt, endsAt }) => ({ number: number.number, from: startsAt, to: endsAt }));
}

/** Dates and order numbers have as many digits: a number begins as one does, or is written in its country's groups. */
const isMeant = (written: string, number: PhoneNumber): boolean =>
  /^[+(0]/.test(written) || groupsOf(written) === groupsOf(number.formatNational());

const groupsOf = (written: string): string => written.match(/\d+/g)?.join(" ") ?? "";
