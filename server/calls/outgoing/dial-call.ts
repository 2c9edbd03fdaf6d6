import { ConnectorError, type DialledCall } from "../../../connectors/contract.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { endUnanswered } from "./end-unanswered.ts";
import { isBeingCalled } from "./is-being-called.ts";
import { tellDialled } from "./tell-dialled.ts";

interface Dial extends Omit<DialledCall, "timeoutSeconds"> {
  channelId: string;
}

/** For so long a call of ours rings at the most. */
export const ringSeconds = 45;

/** Has the carrier call; where it does not, the call has failed. @throws AppError `unavailable` in its words */
export async function dialCall(deps: Deps, { channelId, ...call }: Dial): Promise<void> {
  const voice = deps.carriers.voiceOf(channelId);
  try {
    const dialled = await voice?.dial?.({ ...call, timeoutSeconds: ringSeconds });
    if (!dialled) throw new ConnectorError("unavailable", "The channel does not run here.");
    await tellDialled(deps, { channelId, callId: call.id, externalId: dialled.externalId });
  } catch (error) {
    deps.log.error({ err: error, callId: call.id }, "A carrier did not dial");
    await changeCall(deps, { id: call.id }, async (tx, held) => {
      if (isBeingCalled(held.call)) await endUnanswered(tx, held, "failed", "endedHere");
    });
    if (!(error instanceof ConnectorError)) throw error;
    throw new AppError("unavailable", `The call could not be placed. ${error.message}`, { cause: error });
  }
}
