import { expect, test } from "vitest";
import type { CallFlowNode } from "../../../../../server/contract/call-flows.ts";
import type { Prompt } from "../../../../../server/contract/prompt.ts";
import { entryWay, insertStep, removeStep, replaceNode, setTarget } from "./change-flow.ts";
import { outlineOf } from "./outline-of.ts";

const prompt: Prompt = { type: "say", text: "Hello", language: "en" };
const say = (next: string): CallFlowNode => ({ type: "say", prompt, next });
const end: CallFlowNode = { type: "hangUp", prompt: null };
const menu = (ones: string[], otherwise = ""): CallFlowNode => ({
  type: "menu",
  prompt,
  choices: ones.map((next, nth) => ({ digit: String(nth + 1), label: `Choice ${nth + 1}`, next })),
  timeoutSeconds: 5,
  tries: 3,
  wrong: null,
  otherwise,
});

test("a step stands where the first way leads to it, and others link there", () => {
  const flow = { entry: "menu", nodes: { menu: menu(["a", "end", "gone"], "a"), a: say("end"), end } };
  expect(outlineOf(flow).entry).toMatchObject({
    kind: "step",
    id: "menu",
    ways: [
      { slot: { field: "choices.0.next" }, outline: { id: "a", ways: [{ outline: { id: "end" } }] } },
      { outline: { kind: "link", id: "end" } },
      { outline: { kind: "gap" } },
      { slot: { field: "otherwise" }, outline: { kind: "link", id: "a" } },
    ],
  });
});

test("what no way leads to stands beside, from where it begins, also where it goes in a circle", () => {
  const flow = { entry: "end", nodes: { end, b: say("c"), a: say("b"), c: end, d: say("e"), e: say("d") } };
  expect(outlineOf(flow).unreached).toMatchObject([{ id: "a" }, { id: "d" }]);
});

test("a step that is put on a way has what was there after it", () => {
  const flow = { entry: "end", nodes: { end } };
  expect(insertStep(flow, entryWay, "new", say(""))).toEqual({
    entry: "new",
    nodes: { end, new: say("end") },
  });
  const menued = { entry: "m", nodes: { m: menu([""]), end } };
  expect(insertStep(menued, { nodeId: "m", field: "choices.0.next" }, "new", say("")).nodes).toEqual({
    m: menu(["new"]),
    new: say(""),
    end,
  });
});

test("a step that is taken out closes up where one way goes on, and leaves a gap where several do", () => {
  const nodes = { a: say("b"), b: say("end"), end };
  expect(removeStep({ entry: "a", nodes }, "b")).toEqual({ entry: "a", nodes: { a: say("end"), end } });
  const several = { a: say("m"), m: menu(["x", "end"], "end"), x: say("end"), end };
  expect(removeStep({ entry: "a", nodes: several }, "m")).toEqual({ entry: "a", nodes: { a: say("") } });
});

test("of what no way leads to, one step is taken out and the rest stays", () => {
  const nodes = { end, beside: say("after"), after: say("end") };
  expect(removeStep({ entry: "end", nodes }, "beside").nodes).toEqual({ end, after: say("end") });
});

test("what another way still leads to stays, and so does what nothing led to before", () => {
  const nodes = { m: menu(["x", "end"], "end"), x: say("y"), y: say("end"), end, beside: say("y") };
  const without = replaceNode({ entry: "m", nodes }, "m", menu(["end"], "end"));
  expect(Object.keys(without.nodes)).toEqual(["m", "y", "end", "beside"]);
  const alone = { m: menu(["x", "end"], "end"), x: say("y"), y: say("end"), end };
  const less = replaceNode({ entry: "m", nodes: alone }, "m", menu(["end"], "end"));
  expect(Object.keys(less.nodes)).toEqual(["m", "end"]);
});

test("a way that is led elsewhere leaves what was there, to be linked again", () => {
  const nodes = { a: say("b"), b: say("end"), end };
  const led = setTarget({ entry: "a", nodes }, { nodeId: "a", field: "next" }, "end");
  expect(led.nodes).toEqual({ a: say("end"), b: say("end"), end });
  expect(outlineOf(led).unreached).toMatchObject([{ id: "b" }]);
});
