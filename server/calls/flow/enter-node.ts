import type { CallPrompt, CallStep } from "../../../connectors/contract.ts";
import type { CallEffect } from "../../contract/call-flow-trial.ts";
import type { CallFlowNode } from "../../contract/call-flows.ts";
import type { Advance, Facts, NodeOf, Place, RecordingNotice } from "./flow.ts";
import { tellNotice } from "./tell-notice.ts";

/** What a node asks of a caller who comes to it, or how the call ends there. */
export function enterNode(
  node: Exclude<CallFlowNode, { type: "say" | "hours" }>,
  place: Place,
  facts: Facts,
): Advance {
  const { turn, queueId, expectedAt } = place;
  switch (node.type) {
    case "menu":
      return { state: { at: "menu", ...place, tries: 1 }, steps: [gatherOf(node, turn)], effects: [] };
    case "queue": {
      const notice = facts.notices?.[node.queueId];
      return notice && !hasHeard(place, notice) ? tellNotice(place, notice) : waitIn(node, place, facts);
    }
    case "voicemail":
      return {
        state: { at: "voicemail", ...place },
        steps: [node.prompt, { type: "record", turn, maxSeconds: node.maxSeconds }],
        effects: [],
      };
    case "transfer":
      return { state: { at: "transfer", ...place }, steps: [connectOf(node, turn)], effects: [] };
    case "callback":
      return finished(node.prompt, [{ type: "askCallback", queueId, expectedAt }]);
    case "hangUp":
      return finished(node.prompt, []);
  }
}

/** Whoever was asked is not asked again; whoever was only told is, where the next queue asks. */
const hasHeard = ({ notice }: Place, { asks }: RecordingNotice): boolean =>
  notice === "asked" || (notice === "told" && !asks);

/** What is to be heard first, the carrier gets with the tick that it sends at once. */
export const waitIn = (node: NodeOf<"queue">, place: Place, { now }: Facts): Advance => ({
  state: {
    at: "queue",
    ...place,
    queueId: node.queueId,
    expectedAt: null,
    since: now.toISOString(),
    announcedAt: null,
  },
  steps: [waitOf(node, place.turn, { prompts: [], tickAfterSeconds: 0 })],
  effects: [{ type: "enterQueue", queueId: node.queueId }],
});

/** Asks at a menu, after what has to be said first. */
export const gatherOf = (
  { prompt, timeoutSeconds }: NodeOf<"menu">,
  turn: number,
  before: CallPrompt[] = [],
): CallStep => ({ type: "gather", turn, prompts: [...before, prompt], maxDigits: 1, timeoutSeconds });

export const waitOf = (
  { music, callback }: NodeOf<"queue">,
  turn: number,
  heard: { prompts: CallPrompt[]; tickAfterSeconds: number },
): CallStep => ({ type: "wait", turn, music, keys: callback?.key ?? "", ...heard });

const connectOf = ({ number, timeoutSeconds }: NodeOf<"transfer">, turn: number): CallStep => ({
  type: "connect",
  turn,
  to: { kind: "number", number, timeoutSeconds },
});

const finished = (prompt: CallPrompt | null, effects: CallEffect[]): Advance => ({
  state: { at: "ended", reason: "finished" },
  steps: [...(prompt ? [prompt] : []), { type: "hangUp", reason: "finished" }],
  effects,
});
