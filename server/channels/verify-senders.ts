import { buffer } from "node:stream/consumers";
import type { Authenticity, Connector } from "../../connectors/contract.ts";
import { findUnverified, type Unverified } from "../letters/find-unverified.ts";
import { jobForVerifying } from "../letters/job-for-verifying.ts";
import { setAuthenticity } from "../letters/set-authenticity.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob, type JobHandler, type Jobs } from "../lib/jobs.ts";
import { watchStrain } from "../lib/strain.ts";
import { transact } from "../lib/transact.ts";

/** Few, as what comes in goes first. */
const atOnce = 2;
const putOffMs = 5_000;

/** Has connectors look up, for what came by them, whether senders are who they say they are. */
export function createVerifier(
  deps: Deps,
  connectors: readonly Connector[],
  isStrained = watchStrain(),
): JobHandler<"verifySenders"> {
  return async (letters, stopping) => {
    const now = deps.clock.now();
    const isBusy = isStrained();
    const { urgent = [], putOff = [] } = Object.groupBy(letters, ({ latest }) =>
      isBusy && Date.parse(latest) > now.getTime() ? "putOff" : "urgent",
    );
    await later(deps, putOff, now);
    const waiting = await findUnverified(
      deps,
      urgent.map(({ interactionId }) => interactionId),
    );
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

async function later(deps: Deps, letters: Jobs["verifySenders"], now: Date): Promise<void> {
  if (letters.length === 0) return;
  const { name, payload, runAt, key } = jobForVerifying(letters, new Date(now.getTime() + putOffMs));
  await transact(deps, (tx) => addJob(tx, name, payload, { runAt: new Date(runAt), key }));
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
