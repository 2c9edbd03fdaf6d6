import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Board } from "../../../../../server/contract/board.ts";
import { request } from "../../../lib/api.ts";
import type { BoardPlace } from "../use-place.ts";
import { minuteMs, minuteOf } from "./minutes.ts";
import { useFrames } from "./use-frames.ts";

export interface Past {
  isOpen: boolean;
  open(): void;
  /** Back to now. */
  close(): void;
  /** Undefined while the board is live. */
  moment: number | undefined;
  show(moment: number): void;
  isPlaying: boolean;
  play(): void;
  pause(): void;
  /** As it was then. */
  board: Board | undefined;
  isError: boolean;
  error: unknown;
  refetch(): unknown;
}

/** An hour in a minute. */
const stepMs = 1000;
const settlesMs = 150;

/** A past minute of the board, and playing on from it; where it rests stands in the address. */
export function usePast(at: string | undefined, go: (some: BoardPlace, replace: boolean) => void): Past {
  const [isOpen, setIsOpen] = useState(at !== undefined);
  const [moment, setMoment] = useState(() => (at === undefined ? undefined : minuteOf(Date.parse(at))));
  const [isPlaying, setIsPlaying] = useState(false);
  const [playedFrom, setPlayedFrom] = useState(0);
  const [settled] = useDebouncedValue(moment, settlesMs);
  const { boards, isError: isStuck } = useFrames(moment ?? 0, playedFrom, isPlaying);
  const fetched = useQuery({
    ...request("GET /board", { query: { at: isoOf(settled ?? 0) } }),
    enabled: settled !== undefined && !isPlaying && !boards.has(settled),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
  });

  useEffect(() => {
    if (!isPlaying || moment === undefined) return;
    const next = moment + minuteMs;
    if (isStuck || next > Date.now()) return setIsPlaying(false);
    // It goes on as soon as they have come.
    if (!boards.has(next)) return;
    const timer = setTimeout(() => setMoment(next), stepMs);
    return () => clearTimeout(timer);
  }, [isPlaying, moment, boards, isStuck]);

  useEffect(() => {
    const rested = settled === undefined ? undefined : isoOf(settled);
    if (!isPlaying && rested !== at) go({ moment: rested }, true);
  }, [settled, isPlaying, at, go]);

  return {
    isOpen,
    open: () => setIsOpen(true),
    close() {
      setIsOpen(false);
      setIsPlaying(false);
      setMoment(undefined);
    },
    moment,
    show(shown) {
      setIsPlaying(false);
      setMoment(Math.min(minuteOf(shown), minuteOf(Date.now())));
    },
    isPlaying,
    play() {
      // From now there is nothing to play: the last hour is.
      const from = moment ?? minuteOf(Date.now()) - 60 * minuteMs;
      setMoment(from);
      setPlayedFrom(from);
      setIsPlaying(true);
    },
    pause: () => setIsPlaying(false),
    board: moment === undefined ? undefined : (boards.get(moment) ?? fetched.data),
    isError: moment !== undefined && fetched.isError,
    error: fetched.error,
    refetch: fetched.refetch,
  };
}

const isoOf = (moment: number) => new Date(moment).toISOString();
