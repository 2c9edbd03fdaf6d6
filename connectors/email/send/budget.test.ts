import { expect, test } from "vitest";
import { createBudget } from "./budget.ts";
import { keyOf, testMessage } from "./test-context.ts";

const minute = 60_000;

function setBudget() {
  let at = 0;
  const spend = createBudget(() => at);
  let nth = 100;
  return {
    wait: (ms: number) => {
      at += ms;
    },
    send: (conversation: string, addresses: string[], key = keyOf(nth++)) =>
      spend(testMessage({ key, conversationId: conversation }), addresses),
  };
}

const refused = expect.objectContaining({
  kind: "rejected",
  message: "Too many automatic messages went there in the last hour.",
});
const refusalOf = (work: () => void) => {
  try {
    work();
  } catch (error) {
    return error;
  }
};

test("five automatic messages an hour go to an address, in whatever conversations", () => {
  const { send, wait } = setBudget();
  for (let nth = 0; nth < 5; nth++) send(`c${nth}`, [nth % 2 ? "ann@x" : "Ann@X"]);
  expect(refusalOf(() => send("c9", ["bob@x", "ann@x"]))).toEqual(refused);
  send("c9", ["bob@x"]);
  wait(59 * minute);
  expect(refusalOf(() => send("c9", ["ann@x"]))).toEqual(refused);
  wait(minute);
  send("c9", ["ann@x"]);
});

test("five an hour go in a conversation, to whomever", () => {
  const { send } = setBudget();
  for (let nth = 0; nth < 5; nth++) send("c1", [`ann${nth}@x`]);
  expect(refusalOf(() => send("c1", ["ann9@x"]))).toEqual(refused);
  send("c2", ["ann9@x"]);
});

test("one that is tried again counts once, and one that was refused not at all", () => {
  const { send } = setBudget();
  for (let attempt = 0; attempt < 20; attempt++) send("c1", ["ann@x"], keyOf(1));
  for (let nth = 2; nth <= 5; nth++) send("c1", ["ann@x"], keyOf(nth));
  expect(refusalOf(() => send("c1", ["bob@x"]))).toEqual(refused);
  send("c1", ["ann@x"], keyOf(5));
  for (let nth = 0; nth < 5; nth++) send(`d${nth}`, ["bob@x"]);
});
