import type { ContactSummary } from "../../../server/contract/contact-summary.ts";
import type { Contact } from "../../../server/contract/contacts.ts";
import { t } from "./i18n.ts";

/** A summary, or a whole card. */
type Named = Pick<Contact, "id" | "name"> &
  Partial<Pick<ContactSummary, "address"> & Pick<Contact, "identities">>;

/** What somebody is called: the name, else a proven address, else a short form of the id that tells them apart. */
export function contactName({ id, name, address, identities = [] }: Named): string {
  return name ?? address ?? ownAddress(identities) ?? shortName(id);
}

/** By what is only claimed nobody is called: it may be another's. */
const ownAddress = (identities: Contact["identities"]): string | undefined =>
  addressesOf(identities.filter(({ isProven }) => isProven))[0];

/** A card as rows of other things name it. */
export const summaryOf = ({ id, name, identities }: Contact): ContactSummary => ({
  id,
  name,
  address: name === null ? (ownAddress(identities) ?? null) : null,
});

/** How somebody can be reached from outside; what a website's visitor is known by means nothing to people. */
export const addressesOf = (identities: Contact["identities"]): string[] =>
  identities.filter(({ kind }) => kind !== "visitor" && !isOnlyKey(kind)).map(({ address }) => address);

/** An address, or what somebody is called by, that can be called. */
export const isNumber = (address: string): boolean => /^\+\d+$/.test(address);

/** What tells an unverified sender from others of that name: nothing to reach anybody by. */
export const isOnlyKey = (kind: string): boolean => kind.startsWith("unverified-");

/** The end of an id is chance; its beginning is the time, which neighbours share. */
const shortName = (id: string): string => t("common.visitor", { code: id.slice(-4).toUpperCase() });
