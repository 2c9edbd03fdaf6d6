import { locale } from "./i18n.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, at: Date | string | number): string {
  const key = JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale(), options);
    formats.set(key, made);
  }
  return made.format(new Date(at));
}

/** `Monday, 3 March 2025 at 14:05`: what hovering over a relative time tells. */
export const absoluteTime = (at: string): string => format({ dateStyle: "full", timeStyle: "short" }, at);
export const clockTime = (at: string | number): string => format({ timeStyle: "short" }, at);
export const shortDate = (at: string): string =>
  new Date(at).getFullYear() === new Date().getFullYear()
    ? format({ day: "numeric", month: "short" }, at)
    : format({ day: "numeric", month: "short", year: "numeric" }, at);

/** Midnight of that day here, so that days can be told apart. */
export function startOfDay(at: string | number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** `Today`, `Yesterday`, a weekday within a week, else the date. */
export function dayName(at: string, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / day);
  if (days === 0 || days === 1) return capital(relative().format(-days, "day"));
  if (days > 1 && days < 7) return format({ weekday: "long" }, at);
  return format({ weekday: "short", day: "numeric", month: "long", year: "numeric" }, at);
}

/** For rows: the clock today, the weekday within a week, else the date. */
export function rowTime(at: string, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / day);
  if (days <= 0) return clockTime(at);
  if (days < 7) return format({ weekday: "short" }, at);
  return shortDate(at);
}

/** `5 minutes ago`, `in 2 hours`. */
export function relativeTime(at: string, now: number): string {
  const difference = new Date(at).getTime() - now;
  const size = Math.abs(difference);
  if (size < minute) return relative().format(0, "second");
  if (size < hour) return relative().format(Math.trunc(difference / minute), "minute");
  if (size < day) return relative().format(Math.trunc(difference / hour), "hour");
  if (size < 30 * day) return relative().format(Math.trunc(difference / day), "day");
  return shortDate(at);
}

/** `4m`, `2h 05m`, `3d`: how long, for the small clocks. */
export function shortSpan(milliseconds: number): string {
  const size = Math.max(0, milliseconds);
  if (size < minute) return "<1m";
  if (size < hour) return `${Math.floor(size / minute)}m`;
  if (size < day)
    return `${Math.floor(size / hour)}h ${String(Math.floor((size % hour) / minute)).padStart(2, "0")}m`;
  return `${Math.floor(size / day)}d`;
}

/** `0:42`, `12:05`, `3:10:00`: a clock that runs. */
export const runningSpan = (milliseconds: number): string => clockFace(Math.floor(milliseconds / 1000));

/** `0:09`, `4:12`, `1:02:30`: what is left, each started second counted. */
export const countdown = (milliseconds: number): string => clockFace(Math.ceil(milliseconds / 1000));

function clockFace(wholeSeconds: number): string {
  const seconds = Math.max(0, wholeSeconds);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

let relativeFormat: Intl.RelativeTimeFormat | undefined;
function relative(): Intl.RelativeTimeFormat {
  relativeFormat ??= new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  return relativeFormat;
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
