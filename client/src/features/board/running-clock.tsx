import { absoluteTime, runningSpan } from "../../lib/time.ts";
import { useBoardNow } from "./board-time.ts";

interface RunningClockProps {
  since: string;
  className?: string;
}

/** How long it has been, by the second; a component of its own, so that only it is drawn again. */
export function RunningClock({ since, className }: RunningClockProps) {
  const now = useBoardNow();
  return (
    <time dateTime={since} title={absoluteTime(since)} className={className}>
      {runningSpan(now - Date.parse(since))}
    </time>
  );
}
