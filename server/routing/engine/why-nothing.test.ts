import { expect, test } from "vitest";
import { floor, mornings, seconds, start } from "./test-floor.ts";
import { whyNothing } from "./why-nothing.ts";

type Given = Parameters<typeof floor>[0];

const french = [{ skillId: "french", level: 1, relaxAfterSeconds: null }];
const closed = { id: "queue", officeHours: { ...mornings, days: [] } };
const heavy = { id: "call", state: "active" as const, ownerId: "ada", weight: 6 };
const wrapUp = { ...heavy, state: "wrapUp" as const, wrapUpEndsAt: seconds(60) };
const bob = { id: "bob" };

/** Of Ada, who is ready for the mail that waits, but for what is given. */
const why = (given: Given) =>
  whyNothing(floor({ people: [{ id: "ada" }], items: [{ id: "mail" }], ...given }), "ada", start);

test("nothing keeps work from somebody who is ready for it", () => {
  expect(why({})).toEqual([]);
});

test.each<[string, Given, string[]]>([
  ["they are offline", { people: [{ id: "ada", isOnline: false }] }, ["offline"]],
  ["they set themselves offline", { people: [{ id: "ada", availability: "offline" }] }, ["offline"]],
  ["they are busy", { people: [{ id: "ada", availability: "busy" }] }, ["notReady"]],
  ["they are in no queue", { queues: [{ id: "queue", memberIds: [] }] }, ["noQueue"]],
  ["their hands are full", { items: [heavy, { id: "mail" }] }, ["full"]],
  ["they have to wrap up", { items: [wrapUp, { id: "mail" }] }, ["wrapUp", "full"]],
  ["what waits weighs too much", { items: [{ id: "call", weight: 7 }] }, ["full"]],
  ["their queues are closed", { queues: [closed] }, ["closed"]],
  ["nothing waits", { items: [] }, ["nothingWaits"]],
  ["they lack a skill", { items: [{ id: "mail", requirements: french }] }, ["lacksSkill"]],
  [
    "they do not speak the language",
    {
      people: [{ id: "ada", languages: ["de"] }],
      queues: [{ id: "queue", languageSeconds: 60 }],
      items: [{ id: "mail", language: "fr" }],
    },
    ["lacksLanguage"],
  ],
  [
    "their phone is not ready for the call",
    { people: [{ id: "ada", hasPhone: false }], items: [{ id: "call", kind: "call" }] },
    ["noPhone"],
  ],
  [
    "they are in a call already",
    { people: [{ id: "ada", inCalls: ["other"] }], items: [{ id: "call", kind: "call" }] },
    ["inCall"],
  ],
  [
    "they lack more than a phone",
    {
      people: [{ id: "ada", hasPhone: false }],
      items: [{ id: "call", kind: "call", requirements: french }],
    },
    ["lacksSkill"],
  ],
  [
    "they passed on it",
    { people: [{ id: "ada" }, bob], items: [{ id: "mail", passedBy: ["ada"] }] },
    ["passed"],
  ],
  [
    "it is kept for somebody else",
    {
      people: [{ id: "ada" }, bob],
      queues: [{ id: "queue", lastPersonSeconds: 20 }],
      items: [{ id: "mail", lastPersonId: "bob" }],
    },
    ["kept"],
  ],
])("it is said that %s", (_, given, reasons) => {
  expect(why(given)).toEqual(reasons);
});

test("several reasons come with what weighs most first", () => {
  const items = [
    heavy,
    { id: "mail", requirements: french },
    { id: "late", weight: 0, requirements: french },
  ];
  expect(why({ people: [{ id: "ada", availability: "away" }], items })).toEqual([
    "notReady",
    "full",
    "lacksSkill",
  ]);
});

test("who has no phone still gets the mail that waits behind a call", () => {
  const items = [{ id: "call", kind: "call" as const, priority: 1 }, { id: "mail" }];
  expect(why({ people: [{ id: "ada", hasPhone: false }], items })).toEqual([]);
});

test("who is in a call still gets the mail that waits", () => {
  const items = [{ id: "call", kind: "call" as const, priority: 1 }, { id: "mail" }];
  expect(why({ people: [{ id: "ada", inCalls: ["other"] }], items })).toEqual([]);
});

test("somebody who passed on work that all have passed on may get it again", () => {
  expect(why({ items: [{ id: "mail", passedBy: ["ada"] }] })).toEqual([]);
});

test("somebody whom nobody knows is not there", () => {
  expect(whyNothing(floor({}), "stranger", start)).toEqual(["offline"]);
});
