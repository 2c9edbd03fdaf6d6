import { expect, test } from "vitest";
import type { CallFlowNode } from "../../contract/call-flows.ts";
import { flawsOf } from "./flaws-of.ts";
import { end, menu, mornings, queue, says } from "./test-flows.ts";
import { unreachableOf } from "./unreachable-of.ts";

const say = (next: string): CallFlowNode => ({ type: "say", prompt: says("Hello"), next });
const lost = "leads to a step that is not there";
const circle = "leads in a circle in which the caller is never asked anything";

test("every way that leads nowhere is named by its field", () => {
  const nodes = {
    a: menu({ choices: [{ digit: "1", label: "Sales", next: "x" }], otherwise: "x" }),
    b: queue({
      callback: { key: "1", prompt: says("Press 1"), next: "x" },
      overflow: { afterSeconds: 60, next: "x" },
    }),
    c: { type: "hours", hours: null, open: "x", closed: "a" },
  } satisfies Record<string, CallFlowNode>;
  expect(flawsOf({ entry: "constructor", nodes })).toEqual({
    entry: lost,
    "nodes.a.choices.0.next": lost,
    "nodes.a.otherwise": lost,
    "nodes.b.callback.next": lost,
    "nodes.b.overflow.next": lost,
    "nodes.c.open": lost,
  });
});

test("a circle in which nothing is asked is a flaw, wherever it is entered; one that asks is none", () => {
  expect(flawsOf({ entry: "a", nodes: { a: say("b"), b: say("a") } })).toEqual({ "nodes.b.next": circle });
  expect(flawsOf({ entry: "a", nodes: { a: say("a") } })).toEqual({ "nodes.a.next": circle });
  const hours: CallFlowNode = { type: "hours", hours: null, open: "end", closed: "a" };
  expect(flawsOf({ entry: "a", nodes: { a: say("hours"), hours, end } })).toEqual({
    "nodes.hours.closed": circle,
  });
  const asking = menu({ choices: [{ digit: "1", label: "Again", next: "a" }] });
  expect(flawsOf({ entry: "a", nodes: { a: say("menu"), menu: asking, end } })).toEqual({});
  expect(flawsOf({ entry: "a", nodes: { a: say("b"), c: say("b"), b: end } })).toEqual({});
});

test("a key that stands for two choices, hours that are none and a text without its figure are flaws", () => {
  const twice = menu({
    choices: [
      { digit: "1", label: "Sales", next: "end" },
      { digit: "1", label: "Support", next: "end" },
    ],
  });
  const hours = { ...mornings, timeZone: "Nowhere/Never" };
  const announce = { language: "en", position: "Hold on", expectedWait: null, everySeconds: 30 };
  const nodes = {
    twice,
    hours: { type: "hours", hours, open: "end", closed: "end" },
    queue: queue({ announce }),
    end,
  } satisfies Record<string, CallFlowNode>;
  expect(flawsOf({ entry: "twice", nodes })).toEqual({
    "nodes.twice.choices.1.digit": "is another choice's key already",
    "nodes.hours.hours": "is not a time zone like Europe/Berlin",
    "nodes.queue.announce.position": "does not say {position}",
  });
});

test("what no way leads to is told, and is no flaw", () => {
  const flow = { entry: "a", nodes: { a: say("end"), b: say("c"), c: say("b2"), b2: end, end } };
  expect(flawsOf(flow)).toEqual({});
  expect(unreachableOf(flow)).toEqual(["b", "c", "b2"]);
});
