import type { CallInput } from "../../../connectors/contract.ts";
import type { CallEffect } from "../../contract/call-flow-trial.ts";
import { announce, nextTick } from "./announce.ts";
import { waitOf } from "./arrive.ts";
import { type Advance, type Facts, type Flow, failed, findNodeOf, type StateAt, still } from "./flow.ts";
import { walk } from "./walk.ts";

/** A person, the key, or too long a wait ends it; a tick says what is heard meanwhile. */
export function answerWait(flow: Flow, state: StateAt<"queue">, input: CallInput, facts: Facts): Advance {
  const node = findNodeOf(flow, state.nodeId, "queue");
  const { turn, queueId, isTold } = state;
  if (input.type === "accepted") {
    const connected = still({ at: "connected", turn: turn + 1, queueId, ...(isTold && { isTold }) });
    return leaving(state, "accepted", {
      ...connected,
      steps: [{ type: "connect", turn: turn + 1, to: { kind: "person" } }],
    });
  }
  if (!node) return leaving(state, "failed", failed());
  if (input.type === "digits" && node.callback && input.digits === node.callback.key) {
    return leaving(state, "key", walk(flow, node.callback.next, state, facts));
  }
  if (input.type !== "tick") return still(state);
  const waitedMs = facts.now.getTime() - Date.parse(state.since);
  if (node.overflow && waitedMs >= node.overflow.afterSeconds * 1_000) {
    return leaving(state, "overflow", walk(flow, node.overflow.next, state, facts));
  }
  const prompts = announce(node, state, input, facts.now);
  const announcedAt = prompts ? facts.now.toISOString() : state.announcedAt;
  const waiting = prompts ? { ...state, announcedAt } : state;
  const tickAfterSeconds = nextTick(node, waiting, facts.now);
  return { ...still(waiting), steps: [waitOf(node, turn, { prompts: prompts ?? [], tickAfterSeconds })] };
}

type Reason = Extract<CallEffect, { type: "leaveQueue" }>["reason"];

function leaving({ queueId }: StateAt<"queue">, reason: Reason, on: Advance): Advance {
  return { ...on, effects: [{ type: "leaveQueue", queueId, reason }, ...on.effects] };
}
