import type { InfiniteData } from "@tanstack/react-query";
import type { Interaction } from "../../../../server/contract/conversations.ts";
import type { Answer } from "../../lib/api-types.ts";
import { queryClient } from "../../lib/query-client.ts";
import { isNewer } from "./rows.ts";

const endpoint = "GET /conversations/:id/interactions";
type TimelinePage = Answer<typeof endpoint>;
type TimelineData = InfiniteData<TimelinePage>;

export const timelineKey = (conversationId: string) =>
  [endpoint, { params: { id: conversationId } }, "timeline"] as const;

/** Puts an interaction where it now is, and takes it from where it was. */
export function putInteraction(interaction: Interaction): void {
  for (const [key, data] of queryClient.getQueriesData<TimelineData>({ queryKey: [endpoint] })) {
    if (!data) continue;
    const isHere = (key[1] as { params: { id: string } }).params.id === interaction.conversationId;
    const changed = isHere ? withInteraction(data, interaction) : without(data, interaction);
    if (changed !== data) queryClient.setQueryData(key, changed);
  }
}

/** A contact's name stands over what the contact wrote. */
export function renameAuthor(contactId: string, name: string | null): void {
  const named = (item: Interaction): Interaction =>
    item.author.kind === "contact" && item.author.id === contactId && item.author.name !== name
      ? { ...item, author: { ...item.author, name } }
      : item;
  for (const [key, data] of queryClient.getQueriesData<TimelineData>({ queryKey: [endpoint] })) {
    if (!data?.pages.some((page) => page.items.some((item) => named(item) !== item))) continue;
    queryClient.setQueryData(
      key,
      mapPages(data, (page) => ({ ...page, items: page.items.map(named) })),
    );
  }
}

function withInteraction(data: TimelineData, interaction: Interaction): TimelineData {
  const kept = data.pages.flatMap((page) => page.items).find((item) => item.id === interaction.id);
  if (kept) {
    if (!isNewer(interaction, kept)) return data;
    const change = (item: Interaction) => (item.id === interaction.id ? interaction : item);
    return mapPages(data, (page) => ({ ...page, items: page.items.map(change).sort(byPosition) }));
  }
  const last = data.pages.at(-1);
  const first = data.pages[0];
  if (!last || !first) return data;
  const isEndLoaded = hasEnd(last);
  const lastPosition = last.items.at(-1)?.position ?? -1;
  const firstPosition = first.items[0]?.position ?? 0;
  if (interaction.position > lastPosition) {
    const length = Math.max(last.length, interaction.position + 1);
    // With a hole before it the timeline is loaded on, in order, when its end is looked at.
    const items = isEndLoaded ? [...last.items, interaction] : last.items;
    return { ...data, pages: data.pages.with(-1, { items, length }) };
  }
  if (interaction.position < firstPosition && first.items.length > 0) return data;
  const index = data.pages.findIndex((page) => (page.items.at(-1)?.position ?? -1) >= interaction.position);
  const page = data.pages[index];
  if (!page) return data;
  return {
    ...data,
    pages: data.pages.with(index, { ...page, items: [...page.items, interaction].sort(byPosition) }),
  };
}

/** Whether nothing newer waits at the hub. */
export const hasEnd = (page: TimelinePage): boolean => (page.items.at(-1)?.position ?? -1) >= page.length - 1;

function without(data: TimelineData, interaction: Interaction): TimelineData {
  if (!data.pages.some((page) => page.items.some((item) => item.id === interaction.id))) return data;
  return mapPages(data, (page) => ({
    ...page,
    items: page.items.filter((item) => item.id !== interaction.id),
  }));
}

const mapPages = (data: TimelineData, change: (page: TimelinePage) => TimelinePage): TimelineData => ({
  ...data,
  pages: data.pages.map(change),
});

const byPosition = (a: Interaction, b: Interaction) => a.position - b.position;

/** What is loaded of a conversation, in order. */
export const loadedInteractions = (conversationId: string): Interaction[] =>
  findTimeline(conversationId)?.items ?? [];

interface Loaded {
  items: Interaction[];
  /** Whether nothing newer waits at the hub. */
  hasEnd: boolean;
}

/** Undefined before anything of it came. */
export function findTimeline(conversationId: string): Loaded | undefined {
  const found = new Map<string, Interaction>();
  const all = queryClient.getQueriesData<TimelineData>({ queryKey: timelineKey(conversationId) });
  const loaded = all.flatMap(([, data]) => (data ? [data.pages] : []));
  for (const item of loaded.flat().flatMap((page) => page.items)) found.set(item.id, item);
  if (loaded.length === 0) return undefined;
  const isWhole = loaded.some((pages) => pages.at(-1) !== undefined && hasEnd(pages.at(-1) as TimelinePage));
  return { items: [...found.values()].sort(byPosition), hasEnd: isWhole };
}

/** Also called for what leaves it as it was. */
export const onTimelineChange = (listener: () => void): (() => void) =>
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === "updated" && query.queryKey[0] === endpoint) listener();
  });
