import { Tooltip } from "@mantine/core";
import { absoluteTime, clockTime, relativeTime, rowTime } from "../lib/time.ts";
import { useNow } from "../lib/use-now.ts";

interface TimeProps {
  at: string;
  /** `row` is the shortest: the clock today, else the day. */
  as?: "relative" | "row";
  className?: string;
}

/** A time as people say it, with the whole on hover. */
export function Time({ at, as = "relative", className }: TimeProps) {
  const now = useNow();
  return (
    <Tooltip label={absoluteTime(at)}>
      <time dateTime={at} className={className}>
        {as === "row" ? rowTime(at, now) : relativeTime(at, now)}
      </time>
    </Tooltip>
  );
}

/** Where what is past is told apart by the minute: the clock today, else the day too. */
export function DayTime({ at }: { at: string }) {
  const day = rowTime(at, useNow());
  const clock = clockTime(at);
  return (
    <Tooltip label={absoluteTime(at)}>
      <time dateTime={at}>{day === clock ? clock : `${day} ${clock}`}</time>
    </Tooltip>
  );
}
