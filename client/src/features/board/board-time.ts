import { createContext, useContext } from "react";
import { useSeconds } from "../../lib/use-seconds.ts";

/** A past moment, at which all clocks stand; or how far the hub's clock is before this one's. */
export type BoardTime = { at: number } | { offsetMs: number };

export const BoardTimeContext = createContext<BoardTime>({ offsetMs: 0 });

/** The time of the board that is shown, in milliseconds. */
export function useBoardNow(): number {
  const time = useContext(BoardTimeContext);
  const seconds = useSeconds();
  return "at" in time ? time.at : seconds + time.offsetMs;
}

/** The past moment that is shown, as the hub takes it; undefined while the board is live. */
export function useBoardMoment(): string | undefined {
  const time = useContext(BoardTimeContext);
  return "at" in time ? new Date(time.at).toISOString() : undefined;
}

/** Whether what is shown is over, so that nothing can be done with it. */
export const useIsPast = (): boolean => "at" in useContext(BoardTimeContext);
