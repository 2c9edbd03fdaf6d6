import { createBell } from "../events/bell.ts";
import type { Deps } from "../lib/deps.ts";

export interface KeptScreens {
  /** Somebody came or went. */
  changed(): void;
  stop(): Promise<void>;
}

/** What was lost, with the database or to a leader that took this node for dead, is written anew. */
const againMs = 5_000;

/** Has it written down who is connected to this node, and with what: one write at a time, each of all that holds by then. */
export function keepScreens(deps: Pick<Deps, "log">, keep: () => Promise<void>): KeptScreens {
  const bell = createBell();
  let isStopping = false;

  async function follow() {
    while (!isStopping) {
      await keep().catch((err) =>
        deps.log.warn({ err }, "Who is online could not be written down; trying again"),
      );
      if (!isStopping) await bell.wait(againMs);
    }
  }

  const following = follow();
  return {
    changed: bell.ring,
    async stop() {
      isStopping = true;
      bell.ring();
      await following;
    },
  };
}
