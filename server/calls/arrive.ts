import { type ArrivingCall, type CallStep, ConnectorError } from "../../connectors/contract.ts";
import type { CallLane } from "../ingest/create-call-lane.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { changeCall } from "./change-call.ts";
import { findSteps } from "./find-steps.ts";
import { findFlowOfChannel } from "./flow-of-channel.ts";
import { goOn } from "./go-on.ts";
import { loseCaller } from "./lost/lose-caller.ts";
import { storedSteps } from "./stored-steps.ts";

/** Takes a call in and begins its flow. The same again gets what it is at. @throws ConnectorError `rejected` */
export async function arrive(
  deps: Deps,
  { lane, channelId, call }: { lane: CallLane; channelId: string; call: ArrivingCall },
): Promise<CallStep[]> {
  const [known, flow] = await Promise.all([
    findSteps(deps, channelId, call),
    findFlowOfChannel(deps, channelId),
  ]);
  if (known) return known;
  if (!flow)
    throw new ConnectorError(
      "rejected",
      "This channel takes no calls: it has neither a call flow nor a queue.",
    );
  const { externalId, from, visit } = call;
  const thread = `call:${externalId}`;
  const inbound = { type: "call", externalId: thread, thread, call: externalId, from } as const;
  const taken = lane.take(channelId, visit ? { ...inbound, visit } : inbound);
  const id = await taken.catch((error) => refuse(deps, channelId, error));
  const steps = await changeCall(deps, { id }, async (tx, held) => {
    if (!call.isAwaited) held.call.lostAt = null;
    if (held.call.flowState || held.call.stage === "ended") return storedSteps(held.call);
    if (call.isAwaited) await loseCaller(tx, deps, held);
    held.call.flow = flow;
    return goOn(tx, held, { type: "arrived" });
  });
  return steps ?? [];
}

/** What has no agreed shape has none the next time either. */
function refuse({ log }: Pick<Deps, "log">, channelId: string, err: unknown): never {
  if (err instanceof AppError && (err.code === "invalid" || err.code === "too_large"))
    throw new ConnectorError("rejected", err.message, { cause: err });
  log.error({ err, channelId }, "A call could not be taken in");
  throw err;
}
