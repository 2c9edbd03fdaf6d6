import { buffer } from "node:stream/consumers";
import type { Connector } from "../../connectors/contract.ts";
import { findUnverified, type Unverified } from "../letters/find-unverified.ts";
import { setAuthenticity } from "../letters/set-authenticity.ts";
import type { Deps } from "../lib/deps.ts";
import type { JobHandler } from "../lib/jobs.ts";

/** Few, as what comes in goes first. */
const atOnce = 2;

/** Has connectors look up, for what came by them, whether senders are who they say they are. */
export function createVerifier(deps: Deps, connectors: readonly Connector[]): JobHandler<"verifySenders"> {
  return async ({ interactionIds }, stopping) => {
    const waiting = await findUnverified(deps, interactionIds);
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        // What is not looked at yet is left to the job's next run.
        if (stopping.aborted) throw new Error("The hub stops.");
        await verify(deps, connectors, next).catch((err) =>
          deps.log.warn({ err, interactionId: next?.interactionId }, "A sender could not be looked up"),
        );
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  };
}

async function verify(deps: Deps, connectors: readonly Connector[], letter: Unverified): Promise<void> {
  const connector = connectors.find(({ id }) => id === letter.connector);
  if (!connector?.verifySender) return;
  const { authenticity } = await connector.verifySender(await buffer(deps.files.open(letter.sha256)));
  if (authenticity !== "unknown") await setAuthenticity(deps, letter, authenticity);
}
