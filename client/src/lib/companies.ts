import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Company } from "../../../server/contract/contacts.ts";
import { request } from "./api.ts";

const most = 100;
const noNames = new Map<string, string>();

/** Some whose name holds what is typed, of those that one sees. */
export function useFoundCompanies(typed: string): Company[] {
  const [q] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery({
    ...request("GET /companies", { query: { q, limit: 20 } }),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
  return found.data?.items ?? [];
}

/** By id; without those that one does not see, and all while they are fetched. */
export function useCompanyNames(ids: readonly string[]): { names: Map<string, string>; isPending: boolean } {
  const asked = ids.slice(0, most);
  const { data = noNames, isLoading } = useQuery({
    ...request("GET /companies", { query: { ids: asked.join(), limit: most } }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    select: ({ items }) => new Map(items.map(({ id, name }) => [id, name])),
  });
  return { names: data, isPending: isLoading };
}
