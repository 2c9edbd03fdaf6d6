import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Board } from "../../../../../server/contract/board.ts";
import { request } from "../../../lib/api.ts";
import { minuteMs, minuteOf } from "./minutes.ts";

/** Few enough that a large floor comes soon, enough that the next ones are there in time. */
const chunkMs = 20 * minuteMs;

interface Frames {
  /** By minute. */
  boards: Map<number, Board>;
  isError: boolean;
}

/** The board at each minute around a moment, in chunks counted from where it was begun to play. */
export function useFrames(moment: number, from: number, isPlaying: boolean): Frames {
  const begins = from + Math.floor((moment - from) / chunkMs) * chunkMs;
  const now = minuteOf(Date.now());
  const these = useQuery({ ...framesFrom(begins, now), enabled: isPlaying });
  const comes = begins + chunkMs;
  const next = useQuery({ ...framesFrom(comes, now), enabled: isPlaying && these.isSuccess && comes <= now });
  const boards = useMemo(
    () =>
      new Map(
        [...(these.data ?? []), ...(next.data ?? [])].map((board) => [minuteOf(Date.parse(board.at)), board]),
      ),
    [these.data, next.data],
  );
  return { boards, isError: these.isError || next.isError };
}

const framesFrom = (begins: number, now: number) => {
  const ends = Math.max(begins, Math.min(begins + chunkMs - minuteMs, now));
  const query = { from: new Date(begins).toISOString(), to: new Date(ends).toISOString() };
  return {
    ...request("GET /board/frames", { query }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
  };
};
