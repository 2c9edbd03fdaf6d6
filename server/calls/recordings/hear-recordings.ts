import { eq } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { addJob, type Jobs } from "../../lib/jobs.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import { lastVoiceOf } from "../last-voice-of.ts";
import { addKeepJob } from "./keep-recording-later.ts";

type Needs = Pick<Deps, "pool" | "db" | "clock" | "carriers">;

/**
 * Has the carrier of a call that is over say what it recorded, again and again until there is nothing that it still makes; then
 * the recordings are made for good.
 */
export async function hearRecordings(deps: Needs, { callId, joined }: Jobs["hearRecordings"]): Promise<void> {
  const [call] = await deps.db
    .select({ channelId: calls.channelId, externalId: calls.externalId })
    .from(calls)
    .where(eq(calls.id, callId));
  if (!call) return;
  const { channelId, externalId } = call;
  const voice = await lastVoiceOf(deps, channelId);
  if (externalId !== null) await voice?.tellRecordings?.({ id: callId, externalId });
  await transact(deps, (tx) => addKeepJob(tx, { callId, joined, isTold: true }, deps.clock.now()));
}

export const addHearJob = (tx: Pick<Tx, "client">, payload: Jobs["hearRecordings"]): Promise<void> =>
  addJob(tx, "hearRecordings", payload, { key: `hearRecordings:${payload.callId}` });
