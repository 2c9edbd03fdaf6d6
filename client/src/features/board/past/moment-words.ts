import { locale } from "../../../lib/i18n.ts";

/** `Mon, 2 March, 14:05`, on the clock of that zone. */
export const momentWords = (moment: number, timeZone: string): string =>
  new Intl.DateTimeFormat(locale(), {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).format(moment);

export const timeWords = (moment: number, timeZone: string): string =>
  new Intl.DateTimeFormat(locale(), { timeZone, hour: "2-digit", minute: "2-digit" }).format(moment);
