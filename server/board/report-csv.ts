import type { Figures } from "../contract/board.ts";
import { presentReport } from "./present.ts";
import type { Report } from "./report-on.ts";

/** For spreadsheets: RFC 4180, with the mark by which they know UTF-8; durations in seconds, shares from 0 to 1. */
export function reportCsv(report: Report): string {
  const names = new Map(report.rows.map(({ key, name }) => [key, name]));
  const { rows, total, timeZone } = presentReport(report);
  const lines = [
    [headings[report.by].replace("{zone}", timeZone), ...columns.map(([heading]) => heading), "Occupancy"],
    ...rows.map(({ key, figures, occupancy }) => [
      names.get(key) ?? key ?? "None",
      ...cellsOf(figures),
      share(occupancy),
    ]),
    ["Total", ...cellsOf(total), ""],
  ];
  return `\u{FEFF}${lines.map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`;
}

const headings: Record<Report["by"], string> = {
  day: "Day ({zone})",
  hour: "Hour of the day ({zone})",
  queue: "Queue",
  channel: "Channel",
  person: "Person",
};

const seconds = (ms: number | null) => (ms === null ? "" : String(Math.round(ms / 1_000)));
const share = (value: number | null) => (value === null ? "" : String(Number(value.toFixed(4))));

const columns: [heading: string, cell: (figures: Figures) => string][] = [
  ["Arrived", ({ arrived }) => String(arrived)],
  ["Answered", ({ answered }) => String(answered)],
  ["Answered in time", ({ answeredInTime }) => String(answeredInTime)],
  ["Service level", ({ serviceLevel }) => share(serviceLevel)],
  ["Average speed of answer (s)", ({ asaMs }) => seconds(asaMs)],
  ["Longest wait (s)", ({ longestWaitMs }) => seconds(longestWaitMs)],
  ["Abandoned", ({ abandoned }) => String(abandoned)],
  ["Abandonment rate", ({ abandonmentRate }) => share(abandonmentRate)],
  ["Overflowed", ({ overflowed }) => String(overflowed)],
  ["Handled", ({ handled }) => String(handled)],
  ["Average handle time (s)", ({ ahtMs }) => seconds(ahtMs)],
  ["In hand (s)", ({ handleMs }) => seconds(handleMs)],
  ["Wrap-up (s)", ({ wrapUpMs }) => seconds(wrapUpMs)],
  ["Missed", ({ missed }) => String(missed)],
  ["Declined", ({ declined }) => String(declined)],
];

const cellsOf = (figures: Figures) => columns.map(([, cell]) => cell(figures));

/** A spreadsheet would run what begins like a formula. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
