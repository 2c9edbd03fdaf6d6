import { InfiniteQueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Conversation } from "../../../server/contract/conversations.ts";
import type { PushedEvent } from "../../../server/contract/sockets.ts";
import { queryKey } from "../lib/api.ts";
import { pagesKey } from "../lib/pages.ts";
import { queryClient } from "../lib/query-client.ts";
import { applyEvents, refreshAll } from "./apply-events.ts";

const key = pagesKey("GET /conversations", { query: { view: "all" } });
/** Each fetch of the list waits here for its answer. */
let asked: ((rows: Conversation[]) => void)[];
let stop: () => void;

beforeEach(() => {
  queryClient.clear();
  asked = [];
  const observer = new InfiniteQueryObserver(queryClient, {
    queryKey: key,
    queryFn: () =>
      new Promise<{ items: Conversation[] }>((answer) => {
        asked.push((items) => answer({ items }));
      }),
    initialPageParam: undefined,
    getNextPageParam: () => undefined,
  });
  stop = observer.subscribe(() => {});
});
afterEach(() => stop());

test("what came while the list was fetched for the first time is in it", async () => {
  tell(conversation("new", 1));
  await answer([conversation("old", 1)]);
  expect(shown()).toEqual(["new 1", "old 1"]);
});

test("a list that was read before something came does not take it away again", async () => {
  await answer([conversation("old", 1)]);
  refreshAll();
  tell(conversation("new", 1));
  expect(shown()).toEqual(["new 1", "old 1"]);
  await answer([conversation("old", 1)]);
  expect(shown()).toEqual(["new 1", "old 1"]);
});

test("what another query knows newer by then is what the list gets", async () => {
  tell(conversation("new", 1));
  queryClient.setQueryData(
    queryKey("GET /conversations/:id", { params: { id: "new" } }),
    conversation("new", 3),
  );
  await answer([]);
  expect(shown()).toEqual(["new 3"]);
});

test("what one may no longer see does not come back with an answer that was read before", async () => {
  await answer([conversation("old", 1)]);
  refreshAll();
  applyEvents([event({ conversationId: "old", isGone: true })]);
  await answer([conversation("old", 1)]);
  expect(shown()).toEqual([]);
});

test("a first fetch that is said to be stale while it runs is followed by another", async () => {
  refreshAll();
  await answer([]);
  expect(asked).toHaveLength(2);
  await answer([conversation("missed", 1)]);
  expect(shown()).toEqual(["missed 1"]);
  expect(asked).toHaveLength(2);
});

test("what was told before a fetch is not told again after it", async () => {
  await answer([conversation("old", 1)]);
  tell(conversation("old", 2));
  refreshAll();
  await answer([]);
  expect(shown()).toEqual([]);
});

function conversation(id: string, version: number): Conversation {
  const at = id === "old" ? "2026-11-01T09:00:00Z" : "2026-11-02T09:00:00Z";
  const row = { id, version, status: "open", lastInteractionAt: at, contact: { id: "c" }, tags: [] };
  return row as unknown as Conversation;
}

/** Events that have no effect beside their rows. */
const event = (some: Partial<PushedEvent>) => ({ type: "interaction.logged", ...some }) as PushedEvent;

const tell = (row: Conversation) => applyEvents([event({ conversationId: row.id, conversation: row })]);

async function answer(rows: Conversation[]) {
  const fetched = queryClient.getQueryCache().find({ queryKey: key })?.promise;
  asked.at(-1)?.(rows);
  await fetched;
}

function shown(): string[] | undefined {
  const data = queryClient.getQueryData<{ pages: { items: Conversation[] }[] }>(key);
  return data?.pages[0]?.items.map(({ id, version }) => `${id} ${version}`);
}
