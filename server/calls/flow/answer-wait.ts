import type { CallInput } from "../../../connectors/contract.ts";
import type { CallEffect } from "../../contract/call-flow-trial.ts";
import { announce, nextTick, type Tick } from "./announce.ts";
import { waitOf } from "./enter-node.ts";
import {
  type Advance,
  type Facts,
  type Flow,
  failed,
  findNodeOf,
  goingOf,
  type StateAt,
  still,
} from "./flow.ts";
import { walk } from "./walk.ts";

const soonSeconds = 2;

/** A person, the key, or too long a wait ends it; a tick says what is heard meanwhile. */
export function answerWait(flow: Flow, state: StateAt<"queue">, input: CallInput, facts: Facts): Advance {
  const node = findNodeOf(flow, state.nodeId, "queue");
  const { turn } = state;
  if (input.type === "accepted") {
    const connected = still({ at: "connected", ...goingOf(state), turn: turn + 1 });
    return leaving(state, "accepted", {
      ...connected,
      steps: [{ type: "connect", turn: turn + 1, to: { kind: "person" } }],
    });
  }
  if (!node) return leaving(state, "failed", failed());
  // Neither time nor a key takes the caller from somebody who comes; if they do not, the wait goes on from here.
  if (facts.isBeingConnected) {
    const isHeard = input.type === "tick" || input.type === "digits";
    const music = waitOf(node, turn, { prompts: [], tickAfterSeconds: soonSeconds });
    return { ...still(state), steps: isHeard ? [music] : [] };
  }
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
  const waiting = { ...state, announcedAt, expectedAt: expectedAt(input, facts.now) };
  const tickAfterSeconds = nextTick(node, waiting, facts.now);
  return { ...still(waiting), steps: [waitOf(node, turn, { prompts: prompts ?? [], tickAfterSeconds })] };
}

const expectedAt = ({ expectedWaitSeconds: seconds }: Tick, now: Date): string | null =>
  seconds === null ? null : new Date(now.getTime() + seconds * 1_000).toISOString();

type Reason = Extract<CallEffect, { type: "leaveQueue" }>["reason"];

function leaving({ queueId }: StateAt<"queue">, reason: Reason, on: Advance): Advance {
  return { ...on, effects: [{ type: "leaveQueue", queueId, reason }, ...on.effects] };
}
