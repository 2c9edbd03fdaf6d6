import { newId } from "../../../db/schema/columns.ts";
import type { Deps } from "../../lib/deps.ts";
import { addJob, type Jobs, removeJob } from "../../lib/jobs.ts";
import type { Tx } from "../../lib/transact.ts";
import type { HeldCall } from "../hold-call.ts";
import { type Ask, isOfLeg } from "./ask-carrier.ts";

/** What a carrier has been asked for, as a job that asks again until it is done. */
export interface Owed {
  key: string;
  payload: Jobs["askAgain"];
}

/** What the slowest carrier takes to answer what it is asked at once. */
const firstAskMs = 15_000;
const soonMs = 1_000;
const maxAttempts = 10;

/** To be said in the transaction that causes them, so that they happen also where this process does not live to ask. */
export async function oweAsks(tx: Tx, { call, asks, now }: HeldCall): Promise<Owed | undefined> {
  const owed = asks.flatMap((ask) => (isOfLeg(ask) ? [] : [nameOf(ask)]));
  if (owed.length === 0 || call.externalId === null) return undefined;
  const key = `askAgain:${newId()}`;
  const payload = { callId: call.id, asks: owed };
  const runAt = new Date(now.getTime() + firstAskMs);
  await addJob(tx, "askAgain", payload, { key, runAt, maxAttempts });
  return { key, payload };
}

const nameOf = (ask: Exclude<Ask, { type: "join" | "changeRole" }>): Jobs["askAgain"]["asks"][number] =>
  ask.type === "drop" ? { type: ask.type, legId: ask.leg.id } : { type: ask.type };

/** They were asked for at once: what was done is owed no more, and what was not is soon asked for again. */
export async function settleOwed(
  { pool, clock }: Pick<Deps, "pool" | "clock">,
  { key, payload }: Owed,
  failed: readonly Ask[],
): Promise<void> {
  if (failed.every(isOfLeg)) return removeJob({ client: pool }, key);
  const runAt = new Date(clock.now().getTime() + soonMs);
  await addJob({ client: pool }, "askAgain", payload, { key, runAt, maxAttempts });
}
