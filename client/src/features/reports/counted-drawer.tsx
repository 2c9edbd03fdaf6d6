import { Drawer } from "@mantine/core";
import type { CountedFigure, ReportRow } from "../../../../server/contract/board.ts";
import { dayIn } from "../../lib/day-in-zone.ts";
import { t } from "../../lib/i18n.ts";
import { type Counted, CountedList } from "../../ui/counted/counted-list.tsx";
import { noneRow, queryOf, type ReportPlace, totalRow } from "./use-report-place.ts";

interface CountedDrawerProps {
  place: ReportPlace;
  timeZone: string;
  rows: ReportRow[];
  wordsOf(key: string | null): string;
  go(some: Partial<ReportPlace>): void;
}

/** The conversations that one cell counts. */
export function CountedDrawer({ place, timeZone, rows, wordsOf, go }: CountedDrawerProps) {
  const { figure, row } = place;
  // The address may name a row that is not, or no longer, in the report.
  const isThere = row === totalRow || rows.some(({ key }) => (key ?? noneRow) === row);
  const isOpen = figure !== undefined && row !== undefined && isThere;
  const words = row === totalRow ? t("reports.total") : wordsOf(row === noneRow ? null : (row ?? null));
  return (
    <Drawer
      opened={isOpen}
      onClose={() => go({ figure: undefined, row: undefined })}
      position="right"
      size={520}
      title={isOpen && `${t(`board.figure.${figure}`)} · ${words}`}
    >
      {isOpen && <CountedList of={countedIn(place, { figure, row, timeZone })} />}
    </Drawer>
  );
}

interface Cell {
  figure: CountedFigure;
  row: string;
  timeZone: string;
}

function countedIn(place: ReportPlace, { figure, row, timeZone }: Cell): Counted {
  const { from, to, by, ...only } = queryOf(place, timeZone);
  const days = (first: string, last: string) => ({
    from: new Date(dayIn(first, timeZone).begins).toISOString(),
    to: new Date(dayIn(last, timeZone).ends - 1).toISOString(),
  });
  const all: Counted = { figure, by, ...only, ...days(from, to) };
  if (row === totalRow) return all;
  if (by === "day") return { ...all, ...days(row, row) };
  if (by === "hour") return { ...all, hour: Number.parseInt(row, 10) };
  return { ...all, [`${by}Id`]: row };
}
