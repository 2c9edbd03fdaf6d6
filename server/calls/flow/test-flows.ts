import fc from "fast-check";
import type { CallInput } from "../../../connectors/contract.ts";
import type { CallFlowNode } from "../../contract/call-flows.ts";
import type { Prompt } from "../../contract/prompt.ts";
import type { OfficeHours } from "../../contract/workspace.ts";
import { advance } from "./advance.ts";
import { flawsOf } from "./flaws-of.ts";
import type { Advance, Facts, Flow } from "./flow.ts";

export const monday = new Date("2031-01-06T10:00:00Z");
export const facts: Facts = { now: monday, officeHours: null };
export const at = (seconds: number): Facts => ({
  ...facts,
  now: new Date(monday.getTime() + seconds * 1_000),
});

export const says = (text: string): Prompt => ({ type: "say", text, language: "en" });
export const mornings: OfficeHours = {
  timeZone: "UTC",
  days: [{ weekday: 1, spans: [{ from: 480, to: 720 }] }],
  holidays: [],
};

export const menu = (some: Partial<Extract<CallFlowNode, { type: "menu" }>> = {}): CallFlowNode => ({
  type: "menu",
  prompt: says("Press 1 or 2"),
  choices: [
    { digit: "1", label: "Sales", next: "sales" },
    { digit: "2", label: "Support", next: "support" },
  ],
  timeoutSeconds: 5,
  tries: 2,
  wrong: says("That is no choice"),
  otherwise: "end",
  ...some,
});
export const queue = (some: Partial<Extract<CallFlowNode, { type: "queue" }>> = {}): CallFlowNode => ({
  type: "queue",
  queueId: "q1",
  music: null,
  announce: null,
  callback: null,
  overflow: null,
  ...some,
});
export const end: CallFlowNode = { type: "hangUp", prompt: says("Goodbye") };

/** Plays inputs one after the other. @returns what came of the last */
export function play(flow: Flow, ...inputs: (CallInput | [CallInput, Facts])[]): Advance {
  let on: Advance = { state: { at: "start" }, steps: [], effects: [] };
  for (const each of inputs) {
    const [input, when] = Array.isArray(each) ? each : [each, facts];
    on = advance(flow, on.state, input, when);
  }
  return on;
}

const ids = ["a", "b", "c", "d", "e", "f"] as const;
const id = fc.constantFrom(...ids);
const prompt = fc.constantFrom(says("Hello"), { type: "play", fileId: "sound" } as const);
const key = fc.constantFrom("1", "2", "#");

const node: fc.Arbitrary<CallFlowNode> = fc.oneof(
  fc.record({ type: fc.constant("say" as const), prompt, next: id }),
  fc.record({
    type: fc.constant("menu" as const),
    prompt,
    choices: fc.uniqueArray(fc.record({ digit: key, label: fc.constant("Choice"), next: id }), {
      minLength: 1,
      selector: ({ digit }) => digit,
    }),
    timeoutSeconds: fc.constant(5),
    tries: fc.integer({ min: 1, max: 3 }),
    wrong: fc.option(prompt),
    otherwise: id,
  }),
  fc.record({
    type: fc.constant("hours" as const),
    hours: fc.constantFrom(null, mornings),
    open: id,
    closed: id,
  }),
  fc.record({
    type: fc.constant("queue" as const),
    queueId: fc.constantFrom("q1", "q2"),
    music: fc.constantFrom(null, "sound"),
    announce: fc.option(
      fc.record({
        language: fc.constant("en"),
        position: fc.constantFrom(null, "Number {position}"),
        expectedWait: fc.constantFrom(null, "{minutes} minutes"),
        everySeconds: fc.integer({ min: 15, max: 90 }),
      }),
    ),
    callback: fc.option(fc.record({ key, prompt, next: id })),
    overflow: fc.option(fc.record({ afterSeconds: fc.integer({ min: 5, max: 300 }), next: id })),
  }),
  fc.record({ type: fc.constant("voicemail" as const), prompt, maxSeconds: fc.constant(60), next: id }),
  fc.record({ type: fc.constant("callback" as const), prompt }),
  fc.record({
    type: fc.constant("transfer" as const),
    number: fc.constant("+442079460000"),
    timeoutSeconds: fc.constant(20),
    otherwise: id,
  }),
  fc.record({ type: fc.constant("hangUp" as const), prompt: fc.option(prompt) }),
);

export const anyFlows: fc.Arbitrary<Flow> = fc.record({
  entry: id,
  nodes: fc.record(Object.fromEntries(ids.map((each) => [each, node])), { noNullPrototype: true }),
});
export const validFlows = anyFlows.filter((flow) => Object.keys(flawsOf(flow)).length === 0);

const turn = fc.integer({ min: 0, max: 12 });
const figure = fc.option(fc.integer({ min: 0, max: 900 }));
export const inputs: fc.Arbitrary<CallInput> = fc.oneof(
  fc.constant({ type: "arrived" as const }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant("digits" as const), turn, digits: key }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("timedOut" as const), turn }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("tick" as const),
      position: figure,
      expectedWaitSeconds: figure,
    }),
  },
  fc.constant({ type: "accepted" as const }),
  fc.record({ type: fc.constant("recorded" as const), turn, seconds: fc.integer({ min: 0, max: 9 }) }),
  fc.constant({ type: "hungUp" as const }),
);
