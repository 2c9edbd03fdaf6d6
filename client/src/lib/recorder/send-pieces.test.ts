import { expect, test } from "vitest";
import { ApiError } from "../api-error.ts";
import { createPieceSender } from "./send-pieces.ts";

/** Takes pieces until it is told to fail. */
function openHub() {
  const taken: [number, string][] = [];
  const hub = {
    taken,
    refused: [] as unknown[],
    error: undefined as ApiError | undefined,
    async put(number: number, piece: Blob) {
      const text = await piece.text();
      if (hub.error) throw hub.error;
      taken.push([number, text]);
    },
    onRefused: (error: unknown) => void hub.refused.push(error),
  };
  return hub;
}
const piece = (text: string) => new Blob([text]);
const offline = new ApiError("unreachable", "");

test("pieces are sent one after another, with their numbers, and empty ones not at all", async () => {
  const hub = openHub();
  const sender = createPieceSender(hub);
  for (const text of ["a", "", "b", "c"]) sender.add(piece(text));
  await sender.settled();
  expect(hub.taken).toEqual([
    [0, "a"],
    [1, "b"],
    [2, "c"],
  ]);
});

test("what a lost connection held up is sent in its order when the next piece comes", async () => {
  const hub = openHub();
  const sender = createPieceSender(hub);
  hub.error = offline;
  sender.add(piece("a"));
  sender.add(piece("b"));
  await Promise.race([sender.settled(), new Promise((resolve) => setImmediate(resolve))]);
  expect(hub.taken).toEqual([]);
  hub.error = undefined;
  sender.add(piece("c"));
  await sender.settled();
  expect(hub.taken.map(([number]) => number)).toEqual([0, 1, 2]);
});

test("without another piece it goes on when it is told to", async () => {
  const hub = openHub();
  const sender = createPieceSender(hub);
  hub.error = offline;
  sender.add(piece("a"));
  await new Promise((resolve) => setImmediate(resolve));
  hub.error = undefined;
  sender.goOn();
  await sender.settled();
  expect(hub.taken).toEqual([[0, "a"]]);
});

test("what memory does not hold is left out, and what comes after keeps its number", async () => {
  const hub = openHub();
  const sender = createPieceSender({ ...hub, put: (...args) => hub.put(...args), mostBytes: 4 });
  hub.error = offline;
  for (const text of ["aa", "bb", "cc"]) sender.add(piece(text));
  await new Promise((resolve) => setImmediate(resolve));
  hub.error = undefined;
  sender.goOn();
  await sender.settled();
  sender.add(piece("dd"));
  await sender.settled();
  expect(hub.taken).toEqual([
    [0, "aa"],
    [1, "bb"],
    [3, "dd"],
  ]);
});

test("once the hub refuses, it is told once and nothing more is sent", async () => {
  const hub = openHub();
  const sender = createPieceSender(hub);
  hub.error = new ApiError("conflict", "This call is over.");
  sender.add(piece("a"));
  sender.add(piece("b"));
  await sender.settled();
  hub.error = undefined;
  sender.add(piece("c"));
  await sender.settled();
  expect([hub.taken, hub.refused.length]).toEqual([[], 1]);
});
