import { useEffect, useRef } from "react";
import type { Board } from "../../../../server/contract/board.ts";
import { useMe } from "../../lib/session.ts";
import { useSeconds } from "../../lib/use-seconds.ts";
import { useQueues } from "../../lib/work.ts";
import { playAlarm } from "./alarm-sound.ts";
import { type Level, levelsOf, worst } from "./levels.ts";

/** Sounds once when a queue gets over its limit; what was so before one came is old news. */
export function Alarm({ board, offsetMs }: { board: Board; offsetMs: number }) {
  const now = useSeconds() + offsetMs;
  const queues = useQueues();
  const isMuted = useMe().preferences.mutesBoard ?? false;
  const before = useRef(new Map<string, Level>());
  useEffect(() => {
    const known = board.queues.filter(({ queueId }) => queues.has(queueId));
    const levels = new Map(
      known.map((queue) => [
        queue.queueId,
        worst(levelsOf(queue, queues.get(queue.queueId)?.thresholds ?? {}, now)),
      ]),
    );
    const isNew = [...levels].some(([id, level]) => level === "late" && isBetter(before.current.get(id)));
    before.current = levels;
    if (isNew && !isMuted) playAlarm();
  }, [board, queues, now, isMuted]);
  return null;
}

const isBetter = (level: Level | undefined) => level === "plain" || level === "waiting";
