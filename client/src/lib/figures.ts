import { locale } from "./i18n.ts";
import { runningSpan } from "./time.ts";

/** Where there is nothing to divide by. */
const none = "–";

let percent: Intl.NumberFormat | undefined;

/** `84%` of 0.84. */
export function shareWords(share: number | null): string {
  percent ??= new Intl.NumberFormat(locale(), { style: "percent" });
  return share === null ? none : percent.format(share);
}

/** `3:42` of milliseconds. */
export const spanWords = (milliseconds: number | null): string =>
  milliseconds === null ? none : runningSpan(milliseconds);
