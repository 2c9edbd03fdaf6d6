import fc from "fast-check";
import { expect, test } from "vitest";
import type { CallInput, CallStep } from "../../../connectors/contract.ts";
import type { CallFlowState } from "../../contract/call-flow-trial.ts";
import { advance } from "./advance.ts";
import type { Advance, Flow } from "./flow.ts";
import { anyFlows, at, inputs, validFlows } from "./test-flows.ts";

const runs = { numRuns: 2_000 };
/** Inputs, each so many seconds after the one before; the turn of some is made the one that is asked for. */
const stories = fc.array(fc.record({ input: inputs, after: fc.nat(200), isAnswer: fc.boolean() }), {
  maxLength: 25,
});
type Story = typeof stories extends fc.Arbitrary<infer Told> ? Told : never;

const asks = new Set<CallStep["type"]>(["gather", "wait", "connect", "record", "hangUp"]);

interface Happened {
  before: CallFlowState;
  /** Of `before`, made before anything was told. */
  copy: CallFlowState;
  input: CallInput;
  on: Advance;
  seconds: number;
}

function tell(flow: Flow, story: Story): Happened[] {
  const happened: Happened[] = [];
  let seconds = 0;
  let state: CallFlowState = { at: "start" };
  for (const { input: told, after, isAnswer } of [arrival, ...story]) {
    seconds += after;
    const isTurned = isAnswer && "turn" in told && "turn" in state;
    const input = isTurned ? ({ ...told, turn: (state as { turn: number }).turn } as CallInput) : told;
    const before = state;
    const copy = structuredClone(before);
    const on = advance(flow, before, input, at(seconds));
    happened.push({ before, copy, input, on, seconds });
    state = on.state;
  }
  return happened;
}
const arrival = { input: { type: "arrived" } as CallInput, after: 0, isAnswer: false };

test("whatever happens to a call in a valid flow, its carrier gets prompts and then one ask or the end", () => {
  fc.assert(
    fc.property(validFlows, stories, (flow, story) => {
      for (const { on } of tell(flow, story)) {
        const [last, ...before] = on.steps.toReversed();
        if (last) expect(asks).toContain(last.type);
        for (const step of before) expect(asks).not.toContain(step.type);
        expect(on.state).not.toMatchObject({ reason: "failed" });
        const isOver = on.state.at === "ended";
        expect(last?.type === "hangUp").toBe(isOver && last !== undefined);
      }
    }),
    runs,
  );
});

test("a flow with flaws ends the call instead of going round or failing", () => {
  fc.assert(
    fc.property(
      anyFlows,
      fc.array(fc.constantFrom("a", "b", "c")),
      stories,
      (flow, gone: string[], story) => {
        const nodes = Object.fromEntries(Object.entries(flow.nodes).filter(([id]) => !gone.includes(id)));
        for (const { on } of tell({ ...flow, nodes }, story)) expect(on.steps.length).toBeLessThan(10);
      },
    ),
    runs,
  );
});

test("ended is final", () => {
  fc.assert(
    fc.property(validFlows, stories, (flow, story) => {
      const over = tell(flow, story).filter(({ before }) => before.at === "ended");
      for (const { before, on } of over) expect(on).toEqual({ state: before, steps: [], effects: [] });
    }),
    runs,
  );
});

test("the same input twice does nothing more than once", () => {
  fc.assert(
    fc.property(validFlows, stories, (flow, story) => {
      for (const { input, on, seconds } of tell(flow, story)) {
        // Of a queue that was just entered, a tick is the first again.
        const isTick = input.type === "tick" && on.effects.length > 0;
        if (isTick) continue;
        const again = advance(flow, on.state, input, at(seconds));
        expect(again.state).toEqual(on.state);
        expect(again.effects).toEqual([]);
      }
    }),
    runs,
  );
});

test("an answer to another turn changes nothing", () => {
  fc.assert(
    fc.property(validFlows, stories, (flow, story) => {
      for (const { before, input, on } of tell(flow, story)) {
        const isLate = "turn" in input && "turn" in before && input.turn !== before.turn;
        if (isLate) expect(on).toEqual({ state: before, steps: [], effects: [] });
      }
    }),
    runs,
  );
});

test("every queue that is entered is left once, before the next or the end", () => {
  fc.assert(
    fc.property(validFlows, stories, (flow, story) => {
      let waitsIn: string | undefined;
      for (const { on } of tell(flow, story)) {
        for (const effect of on.effects) {
          if (effect.type === "enterQueue") {
            expect(waitsIn).toBeUndefined();
            waitsIn = effect.queueId;
          }
          if (effect.type === "leaveQueue") {
            expect(effect.queueId).toBe(waitsIn);
            waitsIn = undefined;
          }
        }
        expect(waitsIn !== undefined).toBe(on.state.at === "queue");
      }
    }),
    runs,
  );
});

test("neither the flow nor a state is changed in place", () => {
  fc.assert(
    fc.property(validFlows, stories, (flow, story) => {
      const asItWas = structuredClone(flow);
      for (const { before, copy } of tell(flow, story)) expect(before).toEqual(copy);
      expect(flow).toEqual(asItWas);
    }),
    { numRuns: 300 },
  );
});
