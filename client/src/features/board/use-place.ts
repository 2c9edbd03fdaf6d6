import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { CountedFigure, FloorState } from "../../../../server/contract/board.ts";
import { countedFigures } from "../../lib/counted.ts";

export type Part = "figures" | "waiting" | "service" | "people";

/** The time of a figure: since midnight, or since the full hour. */
export type Span = "today" | "thisHour";

/** What of the board is open; it stands in the address, so that the way back is the browser's own. */
export interface BoardPlace {
  /** Whose details are open. */
  queue?: string;
  part?: Part;
  person?: string;
  /** The figure of theirs whose conversations are listed. */
  figure?: CountedFigure;
  span?: Span;
  /** Of the figure only what came by it. */
  channel?: string;
  /** Of the people that are listed. */
  state?: FloorState;
  /** A past minute. */
  moment?: string;
  wall?: true;
}

/** Of nothing that is open. */
export const closed = {
  queue: undefined,
  part: undefined,
  person: undefined,
  figure: undefined,
  span: undefined,
  channel: undefined,
} satisfies BoardPlace;

export function usePlace() {
  const place: BoardPlace = useSearch({ from: "/inside/board" });
  const navigate = useNavigate();
  const go = useCallback(
    (some: BoardPlace, replace = false) =>
      void navigate({ to: "/board", search: (now) => ({ ...now, ...some }), replace }),
    [navigate],
  );
  return { place, go };
}

const states: readonly string[] = ["ready", "working", "wrapUp", "busy", "away", "offline"];
const spans: readonly string[] = ["today", "thisHour"];
const parts: readonly string[] = ["figures", "waiting", "service", "people"];

/** Whatever somebody typed or was sent: what is not known is left out. */
export const readPlace = (search: Record<string, unknown>): BoardPlace => ({
  queue: asText(search.queue),
  part: oneOf<Part>(parts, search.part),
  person: asText(search.person),
  figure: oneOf<CountedFigure>(countedFigures, search.figure),
  span: oneOf<Span>(spans, search.span),
  channel: asText(search.channel),
  state: oneOf<FloorState>(states, search.state),
  moment: Number.isNaN(Date.parse(asText(search.moment) ?? "")) ? undefined : asText(search.moment),
  wall: search.wall === true ? true : undefined,
});

const asText = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const oneOf = <T extends string>(all: readonly string[], value: unknown) =>
  typeof value === "string" && all.includes(value) ? (value as T) : undefined;
