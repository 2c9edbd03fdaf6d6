import type { Reply, RestRequest } from "./request.ts";

const usualPageSize = 50;
const largestPageSize = 1000;

/** One page of a list, with the addresses of those beside it. */
export function page<Item>(
  { path, query }: RestRequest,
  name: string,
  items: Item[],
  present: (item: Item) => object,
): Reply {
  const size = Math.min(largestPageSize, Math.max(1, Number(query.get("PageSize") ?? usualPageSize)));
  const index = Math.max(0, Number(query.get("Page") ?? 0));
  const shown = items.slice(index * size, (index + 1) * size);
  const uriOf = (page: number) => {
    const asked = new URLSearchParams(query);
    asked.set("PageSize", String(size));
    asked.set("Page", String(page));
    return `${path}?${asked}`;
  };
  const body = {
    [name]: shown.map(present),
    first_page_uri: uriOf(0),
    next_page_uri: (index + 1) * size < items.length ? uriOf(index + 1) : null,
    previous_page_uri: index > 0 ? uriOf(index - 1) : null,
    page: index,
    page_size: size,
    start: index * size,
    end: Math.max(0, index * size + shown.length - 1),
    uri: `${path}?${query}`,
  };
  return { status: 200, body };
}
