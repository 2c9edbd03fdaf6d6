import { validate as isUuid } from "uuid";
import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { isConnecting, legRefOf } from "../legs/legs.ts";

interface Dialled {
  channelId: string;
  callId: string;
  /** The carrier's name for it. */
  externalId: string;
}

/** Takes over what the carrier calls a call that was dialled; the first time, whoever called is brought to it. */
export async function tellDialled(deps: Deps, { channelId, callId, externalId }: Dialled): Promise<void> {
  if (!isUuid(callId)) return;
  await changeCall(deps, { id: callId }, async (_tx, held) => {
    const { call, legs, asks } = held;
    if (call.channelId !== channelId || call.direction !== "out" || call.externalId !== null) return;
    call.externalId = externalId;
    // It was given up before the carrier had begun it.
    if (call.stage === "ended") return void asks.push({ type: "hangUp" });
    const { connectSeconds: timeoutSeconds } = deps.carriers;
    for (const leg of legs.filter(isConnecting))
      asks.push({ type: "join", leg: legRefOf(leg), timeoutSeconds });
  });
}
