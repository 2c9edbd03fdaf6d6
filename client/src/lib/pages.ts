import type { Page } from "../../../server/contract/common.ts";
import { send } from "./api.ts";
import type { Answer, Args, ReadKey } from "./api-types.ts";

/** Endpoints that answer a page of a list. */
export type PagedKey = {
  [Key in ReadKey]: Answer<Key> extends Page<infer _Item> ? Key : never;
}[ReadKey];
export type ItemOf<Key extends PagedKey> = Answer<Key> extends Page<infer Item> ? Item : never;

/** A list that loads on: `useInfiniteQuery(requestPages("GET /conversations", { query: { view } }))`. */
export function requestPages<Key extends PagedKey>(key: Key, args: Partial<Args<Key>> = {}) {
  return {
    queryKey: pagesKey(key, args),
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      send<Key>(key, withCursor<Key>(args, pageParam), { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Answer<Key>) => (last as Page<unknown>).next,
  };
}

export const pagesKey = <Key extends PagedKey>(key: Key, args: Partial<Args<Key>> = {}) =>
  [key, args, "pages"] as const;

/** Every paged endpoint takes `cursor` in its query. */
function withCursor<Key extends PagedKey>(args: Partial<Args<Key>>, cursor: string | undefined): Args<Key> {
  const { query } = args as { query?: object };
  return { ...args, query: { ...query, cursor } } as unknown as Args<Key>;
}
