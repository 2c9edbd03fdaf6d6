import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "../lib/deps.ts";

const mostTries = 10;

/** The provider has answered: while the database is away for a moment, that must not be forgotten. */
export async function keepAnyway(
  { log }: Pick<Deps, "log">,
  interactionId: string,
  keep: () => Promise<void>,
): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await keep();
    } catch (err) {
      if (tried === mostTries) throw err;
      log.warn({ err, interactionId }, "How a message ended could not be kept yet");
      await delay(Math.min(100 * 2 ** tried, 10_000));
    }
  }
}
