import type { LiveSignal } from "../../../connectors/contract.ts";
import type { Deps } from "../../lib/deps.ts";
import { uuids } from "../../lib/rows.ts";
import { createAverages } from "./average-handle-times.ts";
import { chooseWaits, type ToldWaits } from "./choose-waits.ts";
import type { EngineState } from "./state.ts";
import { waitingChats, waitsOf } from "./waits-of.ts";

type Needs = Pick<Deps, "pool" | "log">;

interface Thread {
  channelId: string;
  thread: string;
}

export interface WaitTeller {
  /** To be called at least every few seconds, and as often as is liked, by the node that gives out the work. */
  onWaits(state: EngineState, now: number): void;
  stop(): Promise<void>;
}

const everyMs = 1_000;

/** Tells contacts who wait in a chat where they stand. */
export function createWaitTeller(
  deps: Needs,
  notifyThread: (thread: Thread, signal: LiveSignal) => void,
): WaitTeller {
  const threads = new Map<string, Thread>();
  const averagesAt = createAverages(deps);
  let told: ToldWaits = new Map();
  let toldAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  function onWaits(state: EngineState, now: number) {
    if (running || now - toldAt < everyMs) return;
    toldAt = now;
    running = tell(state, now)
      // It is looked at again in a moment, and whoever is not told sees no number.
      .catch((err) => deps.log.warn({ err }, "Waiting contacts could not be told where they stand"))
      .finally(() => {
        running = undefined;
      });
  }

  async function tell(state: EngineState, now: number) {
    if (told.size === 0 && !waitingChats(state).some(() => true)) return;
    const byQueue = await averagesAt(now);
    const chosen = chooseWaits(told, waitsOf(state, byQueue, now), now);
    await findThreads([...chosen.news.keys()].filter((id) => !threads.has(id)));
    told = chosen.told;
    for (const [conversationId, wait] of chosen.news) {
      const thread = threads.get(conversationId);
      if (thread) notifyThread(thread, { type: "waiting", wait });
      if (!wait) threads.delete(conversationId);
    }
  }

  async function findThreads(ids: string[]) {
    if (ids.length === 0) return;
    const { rows } = await deps.pool.query<Thread & { id: string }>(
      `select id, channel_id as "channelId", thread from conversations where id = any($1::uuid[])`,
      [uuids(ids)],
    );
    for (const { id, ...thread } of rows) threads.set(id, thread);
  }

  return { onWaits, stop: async () => running };
}
