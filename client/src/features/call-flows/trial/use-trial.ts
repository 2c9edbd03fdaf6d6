import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type {
  CallEffect,
  CallFlowState,
  CallFlowTrial,
} from "../../../../../server/contract/call-flow-trial.ts";
import type { Prompt } from "../../../../../server/contract/prompt.ts";
import { call } from "../../../lib/api.ts";
import type { Args } from "../../../lib/api-types.ts";
import type { Draft } from "../use-draft.ts";

export type Input = Args<"POST /call-flows/trial">["body"]["input"];
export type Step = CallFlowTrial["steps"][number];
export type Ask = Exclude<Step, { type: "say" | "play" }>;

/** What happened, in order. */
export type Line = { id: number } & (
  | { kind: "did"; input: Input; waitedSeconds?: number }
  | { kind: "heard"; prompt: Prompt }
  | { kind: "music"; fileId: string | null }
  | { kind: "effect"; effect: CallEffect }
  | { kind: "ended"; reason: Extract<CallFlowState, { at: "ended" }>["reason"] }
);

type Told = Line extends infer One ? (One extends Line ? Omit<One, "id"> : never) : never;

export interface Run {
  state: CallFlowState;
  /** What is asked of the caller now. */
  ask: Ask | undefined;
  /** The moment in the trial; ISO 8601. */
  at: string;
  lines: Line[];
}

/** As if so many were before the caller, of whom one is served with each announcement. */
const firstPosition = 3;
const secondsEach = 60;

/** A pretended call through the flow as it is being edited. */
export function useTrial(draft: Draft, onHeard: (prompts: Prompt[]) => void) {
  const [run, setRun] = useState<Run>();
  const told = useRef(0);
  const position = useRef(firstPosition);

  const advance = useMutation({
    async mutationFn({ input, at, waitedSeconds, from }: Sent): Promise<Run> {
      const { entry, nodes } = draft.values;
      const ask = (state: CallFlowState, input: Input) =>
        call("POST /call-flows/trial", { body: { entry, nodes, state, input, at } });
      const before = from ?? { state: { at: "start" }, ask: undefined, at, lines: [] };
      const answer = await ask(before.state, input);
      const said = [{ kind: "did", input, waitedSeconds } satisfies Told, ...linesOf(answer)];
      const first = after(before, answer, at, said);
      // A carrier that comes into a wait asks at once what is to be heard there.
      if (first.ask?.type !== "wait" || first.ask.tickAfterSeconds > 0) return first;
      const begun = await ask(first.state, tick());
      return after(first, begun, at, linesOf(begun));
    },
    onSuccess(next, { from }) {
      setRun(next);
      const known = new Set(from?.lines.map(({ id }) => id));
      onHeard(
        next.lines.flatMap((line) => (line.kind === "heard" && !known.has(line.id) ? [line.prompt] : [])),
      );
    },
    onError: draft.findErrors,
  });

  function after(before: Run, answer: CallFlowTrial, at: string, lines: Told[]): Run {
    const ask = answer.steps.find(isAsk) ?? before.ask;
    const state = answer.state;
    const isOver = state.at === "ended";
    const all = isOver ? [...lines, { kind: "ended", reason: state.reason } satisfies Told] : lines;
    return {
      state,
      ask: isOver ? undefined : ask,
      at,
      lines: [...before.lines, ...all.map((line) => ({ ...line, id: ++told.current }) as Line)],
    };
  }

  function tick(): Input {
    const now = position.current;
    position.current = Math.max(1, now - 1);
    return { type: "tick", position: now, expectedWaitSeconds: now * secondsEach };
  }

  const send = (input: Input, waitedSeconds = 0) => {
    if (!run || advance.isPending) return;
    const at = new Date(Date.parse(run.at) + waitedSeconds * 1_000).toISOString();
    advance.mutate({ input, at, waitedSeconds: waitedSeconds || undefined, from: run });
  };

  return {
    run,
    error: advance.error,
    isBusy: advance.isPending,
    isCalling: run !== undefined && run.state.at !== "ended",
    begin(at: Date) {
      position.current = firstPosition;
      advance.mutate({ input: { type: "arrived" }, at: at.toISOString(), waitedSeconds: undefined });
    },
    send,
    wait: (seconds: number) => send(tick(), seconds),
  };
}

interface Sent {
  input: Input;
  at: string;
  waitedSeconds: number | undefined;
  from?: Run;
}

const isAsk = (step: Step): step is Ask => step.type !== "say" && step.type !== "play";

function linesOf({ steps, effects }: CallFlowTrial): Told[] {
  return [
    ...effects.map((effect): Told => ({ kind: "effect", effect })),
    ...steps.flatMap((step): Told[] => {
      if (!isAsk(step)) return [{ kind: "heard", prompt: step }];
      const inner = "prompts" in step ? step.prompts : [];
      const heard = inner.map((prompt): Told => ({ kind: "heard", prompt }));
      // Once, when the wait begins.
      const isFirst = step.type === "wait" && step.tickAfterSeconds === 0;
      return isFirst ? [...heard, { kind: "music", fileId: step.music }] : heard;
    }),
  ];
}
