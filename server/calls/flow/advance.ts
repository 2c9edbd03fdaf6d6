import type { CallInput } from "../../../connectors/contract.ts";
import type { CallFlowState } from "../../contract/call-flow-trial.ts";
import { answerMenu } from "./answer-menu.ts";
import { answerNotice } from "./answer-notice.ts";
import { answerTransfer } from "./answer-transfer.ts";
import { answerVoicemail } from "./answer-voicemail.ts";
import { answerWait } from "./answer-wait.ts";
import { type Advance, begun, type Facts, type Flow, still } from "./flow.ts";
import { walk } from "./walk.ts";

/**
 * Where a call goes from here. What comes twice, too late, or does not fit changes nothing: the state stays, there are no
 * effects. A flow has no flaws when it is kept; in one that has, the call ends where there is no way on.
 */
export function advance(flow: Flow, state: CallFlowState, input: CallInput, facts: Facts): Advance {
  if (state.at === "ended") return still(state);
  if (input.type === "hungUp") return hangUp(state);
  if (state.at === "start") {
    return input.type === "arrived" ? walk(flow, flow.entry, begun, facts) : still(state);
  }
  if ("turn" in input && input.turn !== state.turn) return still(state);
  switch (state.at) {
    case "menu":
      return answerMenu(flow, state, input, facts);
    case "notice":
      return answerNotice(flow, state, input, facts);
    case "queue":
      return answerWait(flow, state, input, facts);
    case "voicemail":
      return answerVoicemail(flow, state, input, facts);
    case "transfer":
      return answerTransfer(flow, state, input, facts);
    case "connected":
      return still(state);
  }
}

function hangUp(state: CallFlowState): Advance {
  const ended = still({ at: "ended", reason: "hungUp" });
  if (state.at !== "queue") return ended;
  return { ...ended, effects: [{ type: "leaveQueue", queueId: state.queueId, reason: "hungUp" }] };
}
