import { locale } from "../../lib/i18n.ts";

/** `90` → “1 min 30 sec”. */
export function spanWords(seconds: number): string {
  const parts = [
    { unit: "hour", value: Math.floor(seconds / 3_600) },
    { unit: "minute", value: Math.floor((seconds % 3_600) / 60) },
    { unit: "second", value: seconds % 60 },
  ].filter(({ value }) => value > 0);
  const shown = parts.length > 0 ? parts : [{ unit: "second", value: 0 }];
  return shown
    .map(({ unit, value }) =>
      new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short" }).format(value),
    )
    .join(" ");
}
