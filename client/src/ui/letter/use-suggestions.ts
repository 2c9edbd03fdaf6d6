import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Contact } from "../../../../server/contract/contacts.ts";
import type { Correspondent } from "../../../../server/contract/letters.ts";
import { without } from "../../lib/addresses.ts";
import { request } from "../../lib/api.ts";
import { folded } from "../../lib/matches.ts";

const fewest = 2;
const longest = 100;
const most = 6;

/** People known here, among those that one sees, by what is typed of a name or an address. */
export function useSuggestions(typed: string, taken: Correspondent[]): Correspondent[] {
  const [q] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery({
    ...request("GET /contacts", { query: { q, limit: 20 } }),
    enabled: isEnough(q),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
  if (!isEnough(typed)) return [];
  // What was found for the letters before is shown until the answer comes, as far as it still fits.
  const parts = folded(typed.trim()).split(/\s+/u);
  const fits = ({ name = "", address }: Correspondent) =>
    parts.every((part) => folded(`${name} ${address}`).includes(part));
  return without((found.data?.items ?? []).flatMap(addressesOf), taken)
    .filter(fits)
    .slice(0, most);
}

function isEnough(text: string): boolean {
  const { length } = [...text.trim()];
  return length >= fewest && length <= longest;
}

/** What somebody only claims may be another's address. */
const addressesOf = ({ name, identities }: Contact): Correspondent[] =>
  identities
    .filter(({ kind, isProven }) => kind === "email" && isProven)
    .map(({ address }) => ({ address, ...(name && { name }) }));
