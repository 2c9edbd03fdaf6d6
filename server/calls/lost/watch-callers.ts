import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "../../lib/deps.ts";
import { loseCallers } from "./lose-callers.ts";

const lookEveryMs = 2_000;

interface Watch {
  stop(): Promise<void>;
}

/** Notices whose callers' nodes have died, on every node, as any may be the last. */
export async function watchCallers(deps: Deps, { isAlone }: { isAlone: boolean }): Promise<Watch> {
  const stopping = new AbortController();
  await loseCallers(deps, { isAlone });

  async function watch() {
    for (;;) {
      await delay(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      await loseCallers(deps, { isAlone: false }).catch((err) =>
        deps.log.warn({ err }, "Callers whose node has died could not be looked for; trying again"),
      );
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
