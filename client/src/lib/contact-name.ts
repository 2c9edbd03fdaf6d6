import type { Contact } from "../../../server/contract/contacts.ts";
import { t } from "./i18n.ts";

type Named = Pick<Contact, "id" | "name"> & Partial<Pick<Contact, "identities">>;

/** What somebody is called: the name, else a proven address, else a short form of the id that tells them apart. */
export function contactName({ id, name, identities = [] }: Named): string {
  // By what is only claimed nobody is called: it may be another's.
  const [address] = addressesOf(identities.filter(({ isProven }) => isProven));
  return name ?? address ?? shortName(id);
}

/** How somebody can be reached from outside; what a website's visitor is known by means nothing to people. */
export const addressesOf = (identities: Contact["identities"]): string[] =>
  identities.filter(({ kind }) => kind !== "visitor" && !isOnlyKey(kind)).map(({ address }) => address);

/** What tells an unverified sender from others of that name: nothing to reach anybody by. */
export const isOnlyKey = (kind: string): boolean => kind.startsWith("unverified-");

/** The end of an id is chance; its beginning is the time, which neighbours share. */
export const shortName = (id: string): string => t("common.visitor", { code: id.slice(-4).toUpperCase() });
