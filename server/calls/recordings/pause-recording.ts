import { AppError, notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { commitCall, followUp } from "../change-call.ts";
import { talkers } from "../legs/legs.ts";
import { refuseUnrecorded } from "./refuse-unrecorded.ts";

interface PauseRecording {
  access: Access;
  callId: string;
  isPaused: boolean;
}

/**
 * Pauses the recording of a call, goes on with it, or begins it where that is on demand; for who talks. Where the carrier does not
 * do it, nothing has changed: nobody is to say a card's number into a recording that seems to be paused. It is asked again for
 * what stands there then.
 */
export async function pauseRecording(deps: Deps, input: PauseRecording): Promise<void> {
  const failed = await followUp(deps, await setPaused(deps, input));
  if (failed.length === 0) return;
  await setPaused(deps, { ...input, isPaused: !input.isPaused });
  throw new AppError("conflict", "The carrier did not do it. Please try again.");
}

async function setPaused(
  deps: Pick<Deps, "pool" | "clock" | "carriers">,
  { access: { personId: actorId }, callId, isPaused }: PauseRecording,
) {
  const committed = await commitCall(deps, { id: callId }, async (tx, held) => {
    const { call, conversation } = held;
    const isOver = call.endedAt !== null;
    const talked = isOver ? held.legs.filter(({ connectedAt }) => connectedAt) : talkers(held);
    if (!talked.some(({ personId }) => personId === actorId)) throw notFound("call");
    refuseUnrecorded(call, isOver);
    if (call.isPaused === isPaused) return;
    held.actorId = actorId;
    call.isPaused = isPaused;
    const what = isPaused ? "paused" : "recording";
    const data = { callId, what } as const;
    tx.append({ type: "call.recordingChanged", conversationId: conversation.id, actorId, data });
  });
  if (!committed) throw notFound("call");
  return committed;
}
