import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { board } from "./board.ts";
import { callToOffer } from "./calls.ts";
import type { Bench, Figure } from "./figure.ts";
import { door } from "./http.ts";
import { withHub } from "./hub.ts";
import { accepting, processing } from "./ingest.ts";
import { bench as large } from "./large.ts";
import { catchUp, catchUpWithMany, idle } from "./mail.ts";
import { commitToReader, fanOut, memory } from "./realtime.ts";
import { hourOfSound } from "./recordings.ts";
import { rangeRead } from "./recordings-range.ts";
import { deciding } from "./routing.ts";
import { committing } from "./routing-commit.ts";
import { weight } from "./weight.ts";

/** `npm run bench [-- --large] [-- part of a name]`: measures, prints a table, writes latest.json beside this file. */
const benches: Bench[] = [
  accepting,
  processing,
  door,
  fanOut,
  commitToReader,
  large,
  board,
  memory,
  catchUp,
  catchUpWithMany,
  idle,
  deciding,
  committing,
  callToOffer,
  hourOfSound,
  rangeRead,
  weight,
];

const isLarge = process.argv.includes("--large");
const wanted = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
const figures: Figure[] = [];
for (const bench of benches) {
  if (wanted ? !bench.name.includes(wanted) : bench.isLarge && !isLarge) continue;
  console.log(`… ${bench.name}`);
  figures.push(...(await withHub((hub) => bench.run(hub))));
}
print(figures);
await keep(figures);

/** What was left out of this run stays as it was last measured. */
async function keep(measured: Figure[]) {
  const path = join(import.meta.dirname, "latest.json");
  const before: Figure[] = JSON.parse(await readFile(path, "utf8").catch(() => '{"figures":[]}')).figures;
  const names = new Set(measured.map(({ name }) => name));
  const all = [...measured, ...before.filter(({ name }) => !names.has(name))];
  await writeFile(path, `${JSON.stringify({ figures: all }, null, 2)}\n`);
}

function print(all: Figure[]) {
  const rows = all.map(({ name, value, unit, baseline, ratio, target, met }) => [
    name,
    `${value} ${unit}`,
    baseline === null ? "" : String(baseline),
    ratio === null ? "" : String(ratio),
    target,
    met ? "yes" : "NO",
  ]);
  const table = [["figure", "value", "baseline", "ratio", "target", "met"], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table)
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
}
