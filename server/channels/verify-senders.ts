import { buffer } from "node:stream/consumers";
import type { Authenticity, Connector } from "../../connectors/contract.ts";
import { findUnverified, type Unverified } from "../letters/find-unverified.ts";
import { setAuthenticity } from "../letters/set-authenticity.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob, type JobHandler } from "../lib/jobs.ts";
import { watchStrain } from "../lib/strain.ts";
import { transact } from "../lib/transact.ts";

/** Few, as what comes in goes first. */
const atOnce = 2;
const putOffMs = 5_000;
/** However much comes in, a forged sender is not to pass for long. */
const mostPutOff = 12;

/** Has connectors look up, for what came by them, whether senders are who they say they are. */
export function createVerifier(
  deps: Deps,
  connectors: readonly Connector[],
  isStrained = watchStrain(),
): JobHandler<"verifySenders"> {
  return async ({ interactionIds, putOff = 0 }, stopping) => {
    if (putOff < mostPutOff && isStrained()) return later(deps, { interactionIds, putOff: putOff + 1 });
    const waiting = await findUnverified(deps, interactionIds);
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        // What is not looked at yet is left to the job's next run.
        if (stopping.aborted) throw new Error("The hub stops.");
        const authenticity = await lookUp(deps, connectors, next);
        if (authenticity !== "unknown") await setAuthenticity(deps, next.interactionId, authenticity);
      }
    };
    // What was found out and could not be kept is looked up again by the job's next run.
    const lanes = await Promise.allSettled(Array.from({ length: atOnce }, lane));
    for (const { reason } of lanes.filter((one) => one.status === "rejected")) throw reason;
  };
}

async function later(deps: Deps, payload: { interactionIds: string[]; putOff: number }): Promise<void> {
  const runAt = new Date(deps.clock.now().getTime() + putOffMs);
  await transact(deps, (tx) => addJob(tx, "verifySenders", payload, { runAt }));
}

async function lookUp(
  deps: Deps,
  connectors: readonly Connector[],
  { interactionId, sha256, ...letter }: Unverified,
): Promise<Authenticity> {
  const connector = connectors.find(({ id }) => id === letter.connector);
  if (!connector?.verifySender) return "unknown";
  try {
    return (await connector.verifySender(await buffer(deps.files.open(sha256)))).authenticity;
  } catch (err) {
    deps.log.warn({ err, interactionId }, "A sender could not be looked up");
    return "unknown";
  }
}
