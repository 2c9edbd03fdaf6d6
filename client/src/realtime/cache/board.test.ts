import { beforeEach, expect, test } from "vitest";
import type { Board, BoardPerson, BoardQueue } from "../../../../server/contract/board.ts";
import { queryKey } from "../../lib/api.ts";
import { queryClient } from "../../lib/query-client.ts";
import { putBoard } from "./board.ts";

const key = queryKey("GET /board");
const kept = () => queryClient.getQueryData<Board>(key);
const queue = (queueId: string, waiting: number) => ({ queueId, waiting }) as BoardQueue;
const person = (personId: string) => ({ personId }) as BoardPerson;
const nobody = { queueIds: [], personIds: [] };

beforeEach(() => {
  queryClient.clear();
  const board = { at: "1", queues: [queue("a", 1), queue("b", 2)], people: [person("p"), person("q")] };
  putBoard({ board: board as Board });
});

test("what changed takes its row's place, and what did not stays the same object", () => {
  const before = kept();
  putBoard({ at: "2", queues: [queue("b", 3), queue("c", 0)], people: [], gone: nobody });
  expect(kept()).toMatchObject({ at: "2", queues: [queue("a", 1), queue("b", 3), queue("c", 0)] });
  expect(kept()?.queues[0]).toBe(before?.queues[0]);
  expect(kept()?.people).toBe(before?.people);
});

test("what is gone, or no longer to be seen, is taken out", () => {
  putBoard({ at: "2", queues: [], people: [], gone: { queueIds: ["a"], personIds: ["q"] } });
  expect(kept()?.queues).toEqual([queue("b", 2)]);
  expect(kept()?.people).toEqual([person("p")]);
});

test("a whole board replaces what was there, and changes of none that is there are left", () => {
  putBoard({ board: { at: "3", queues: [], people: [] } as unknown as Board });
  expect(kept()).toEqual({ at: "3", queues: [], people: [] });
  queryClient.clear();
  putBoard({ at: "4", queues: [queue("a", 9)], people: [], gone: nobody });
  expect(kept()).toBeUndefined();
});

test("what was being fetched when a push came does not overwrite it", async () => {
  const answer = Promise.withResolvers<Board>();
  const fetching = queryClient.fetchQuery({ queryKey: key, queryFn: () => answer.promise }).catch(() => {});
  putBoard({ at: "2", queues: [queue("a", 7)], people: [], gone: nobody });
  answer.resolve({ at: "0", queues: [], people: [] } as unknown as Board);
  await fetching;
  expect(kept()).toMatchObject({ at: "2", queues: [queue("a", 7), queue("b", 2)] });
});
