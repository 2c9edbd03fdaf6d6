import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { CountedFigure } from "../../../../server/contract/board.ts";
import { countedFigures } from "../../lib/counted.ts";
import { dateIn, dayMs } from "../../lib/day-in-zone.ts";

export const bys = ["day", "hour", "queue", "channel", "person"] as const;
export type By = (typeof bys)[number];
export const ranges = ["today", "yesterday", "week", "month", "own"] as const;
export type Range = (typeof ranges)[number];

/** What is reported; it stands in the address, so that a report can be kept and passed on. */
export interface ReportPlace {
  range: Range;
  /** Of `own`: days, both included. */
  from?: string;
  to?: string;
  by: By;
  queueId?: string;
  channelId?: string;
  personId?: string;
  /** The cell whose conversations are listed: its figure, and its row's key, where none and the total have words of their own. */
  figure?: CountedFigure;
  row?: string;
}

/** The row of what belongs to none, and the one that adds up all. */
export const noneRow = "none";
export const totalRow = "total";

export function useReportPlace() {
  const search: Partial<ReportPlace> = useSearch({ from: "/inside/reports" });
  const place: ReportPlace = { range: "week", by: "day", ...search };
  const navigate = useNavigate();
  const go = useCallback(
    (some: Partial<ReportPlace>, replace = true) =>
      void navigate({ to: "/reports", search: (now) => ({ ...now, ...some }), replace }),
    [navigate],
  );
  return { place, go };
}

export const queryOf = (place: ReportPlace, timeZone: string) => {
  const { by, queueId, channelId, personId } = place;
  return { ...daysOf(place, timeZone), by, queueId, channelId, personId };
};

/** The days of a range, by the calendar of that zone: where somebody looks from it may be another day. */
export function daysOf({ range, from, to }: ReportPlace, timeZone: string): { from: string; to: string } {
  if (range === "own" && from && to) return from <= to ? { from, to } : { from: to, to: from };
  const today = dateIn(Date.now(), timeZone);
  if (range === "today") return { from: today, to: today };
  if (range === "yesterday") return { from: dayBefore(today, 1), to: dayBefore(today, 1) };
  return { from: dayBefore(today, range === "month" ? 29 : 6), to: today };
}

const dayBefore = (date: string, days: number) =>
  new Date(Date.parse(date) - days * dayMs).toISOString().slice(0, 10);

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Whatever somebody typed or was sent: what is not known is left out. */
export const readReportPlace = (search: Record<string, unknown>): Partial<ReportPlace> => {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  const asDay = (value: unknown) => (day.test(text(value) ?? "") ? text(value) : undefined);
  const found: Partial<ReportPlace> = {
    range: ranges.find((range) => range === search.range),
    by: bys.find((by) => by === search.by),
    from: asDay(search.from),
    to: asDay(search.to),
    queueId: text(search.queueId),
    channelId: text(search.channelId),
    personId: text(search.personId),
    figure: countedFigures.find((figure) => figure === search.figure),
    row: text(search.row),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
};
