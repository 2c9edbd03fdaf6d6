import type { LiveDoor } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";

/** Tells connectors that a pipe to a contact's browser was closed, once its tab has had time to open another. */
export interface Leaving {
  close(pipe: { channelId: string; id: string }): void;
  stop(): void;
}

const graceMs = 5_000;

export function createLeaving(
  deps: Pick<Deps, "log">,
  { liveDoor }: { liveDoor(channelId: string): Promise<LiveDoor | undefined> },
): Leaving {
  const timers = new Set<NodeJS.Timeout>();
  let isStopping = false;

  async function tell(channelId: string, id: string) {
    try {
      const door = await liveDoor(channelId);
      await door?.leave?.(id);
    } catch (err) {
      deps.log.warn({ err, channelId }, "A connector failed on a visitor's going");
    }
  }

  return {
    close({ channelId, id }) {
      // Whoever was here is given time to come to another node.
      if (isStopping) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        void tell(channelId, id);
      }, graceMs);
      timers.add(timer);
    },
    stop() {
      isStopping = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
