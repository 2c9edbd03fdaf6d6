import type { InfiniteData, QueryKey } from "@tanstack/react-query";
import type { Page } from "../../../../server/contract/common.ts";
import type { ReadKey } from "../../lib/api-types.ts";
import type { ItemOf, PagedKey } from "../../lib/pages.ts";
import { queryClient } from "../../lib/query-client.ts";

export interface Row {
  id: string;
  version: number;
}

/** A higher version is newer; an equal one brings nothing. */
export const isNewer = (row: Row, kept: Row): boolean => row.version > kept.version;

/** Puts a newer row in the place of the one with its id; the same list when nothing changed. */
export function replaceRow<T extends Row>(rows: T[], row: T): T[] {
  const index = rows.findIndex((kept) => kept.id === row.id);
  const kept = rows[index];
  if (!kept || !isNewer(row, kept)) return rows;
  return rows.with(index, row);
}

export function putRow<T extends Row>(rows: T[], row: T): T[] {
  return rows.some((kept) => kept.id === row.id) ? replaceRow(rows, row) : [row, ...rows];
}

/** Every list of an endpoint that is in the cache, with the query that it answers. */
export function changeLists<Key extends PagedKey>(
  key: Key,
  change: (
    rows: ItemOf<Key>[],
    query: Record<string, unknown>,
    isWhole: boolean,
  ) => ItemOf<Key>[] | undefined,
): void {
  const found = queryClient.getQueriesData<InfiniteData<Page<ItemOf<Key>>>>({
    predicate: ({ queryKey }) => queryKey[0] === key && queryKey[2] === "pages",
  });
  for (const [queryKey, data] of found) {
    if (!data) continue;
    const rows = data.pages.flatMap((page) => page.items);
    const isWhole = data.pages.at(-1)?.next === undefined;
    const changed = change(rows, queryOf(queryKey), isWhole);
    if (changed && changed !== rows) queryClient.setQueryData(queryKey, repaged(data, changed));
  }
}

/** Every single answer of an endpoint that is in the cache. */
export function changeAnswers<T>(key: ReadKey, change: (answer: T, queryKey: QueryKey) => T): void {
  for (const [queryKey, data] of queryClient.getQueriesData<T>({ queryKey: [key] })) {
    if (data === undefined || queryKey[2] === "pages") continue;
    const changed = change(data, queryKey);
    if (changed !== data) queryClient.setQueryData(queryKey, changed);
  }
}

const queryOf = (queryKey: QueryKey) =>
  (queryKey[1] as { query?: Record<string, unknown> } | undefined)?.query ?? {};

/** Keeps the page boundaries and cursors; what was added or taken stretches or shrinks the first page. */
function repaged<T>(data: InfiniteData<Page<T>>, rows: T[]): InfiniteData<Page<T>> {
  const rest = data.pages.slice(1).reduce((sum, page) => sum + page.items.length, 0);
  let start = Math.max(0, rows.length - rest);
  const first = rows.slice(0, start);
  const pages = data.pages.map((page, index) => {
    if (index === 0) return { ...page, items: first };
    const items = rows.slice(start, start + page.items.length);
    start += page.items.length;
    return { ...page, items };
  });
  return { ...data, pages };
}

/** The row with a change that the hub has not confirmed: before what is kept, behind the hub's next version. */
export const ahead = <T extends Row>(row: T, some: Partial<T>): T => ({
  ...row,
  ...some,
  version: row.version + 0.5,
});
