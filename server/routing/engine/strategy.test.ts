import { expect, test } from "vitest";
import { plan } from "./plan.ts";
import type { EngineItem, EnginePerson, EngineQueue } from "./state.ts";
import { floor, seconds, start } from "./test-floor.ts";

/** To whom mails go, one after the other. */
function turns(
  strategy: EngineQueue["strategy"],
  people: (Partial<EnginePerson> & { id: string })[],
  inHand: (Partial<EngineItem> & { id: string })[] = [],
) {
  const mails = [1, 2, 3, 4].map((nth) => ({ id: `mail ${nth}` }));
  const state = floor({ people, queues: [{ id: "queue", strategy }], items: [...inHand, ...mails] });
  return plan(state, start).map((action) => ("personId" in action ? action.personId : ""));
}

test("longest idle: who has had nothing for longest, then those who have something in turn", () => {
  const people = [
    { id: "ada", idleSince: seconds(-10) },
    { id: "bob", idleSince: seconds(-20) },
    { id: "cem", idleSince: seconds(-900) },
  ];
  const chat = { id: "chat", state: "active" as const, ownerId: "cem" };
  expect(turns("longestIdle", people, [chat])).toEqual(["bob", "ada", "cem", "bob"]);
});

test("least loaded: the smallest share of one's capacity", () => {
  const people = [
    { id: "ada", capacity: 2, idleSince: seconds(-90) },
    { id: "bob", capacity: 10 },
  ];
  expect(turns("leastLoaded", people)).toEqual(["ada", "bob", "bob", "bob"]);
});

test("round robin: whose last offer is longest ago, however idle they are", () => {
  const people = [
    { id: "ada", lastOfferedAt: seconds(-10), idleSince: seconds(-900) },
    { id: "bob", lastOfferedAt: seconds(-30) },
    { id: "cem", lastOfferedAt: seconds(-20), capacity: 1 },
  ];
  expect(turns("roundRobin", people)).toEqual(["bob", "cem", "ada", "bob"]);
});

test("of equals the first by id", () => {
  expect(turns("leastLoaded", [{ id: "bob" }, { id: "ada" }])).toEqual(["ada", "bob", "ada", "bob"]);
});
