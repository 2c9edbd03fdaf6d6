import { useChannels, usePeople } from "../../lib/directory.ts";
import { locale, t } from "../../lib/i18n.ts";
import { useQueues } from "../../lib/work.ts";
import type { By } from "./use-report-place.ts";

/** What a row is of, in words: the name behind an id, the day as people write it. */
export function useKeyWords(by: By): (key: string | null) => string {
  const named = { queue: useQueues(), channel: useChannels(), person: usePeople() };
  return (key) => {
    if (key === null) return t(by === "queue" ? "reports.noQueue" : "reports.noPerson");
    if (by === "hour") return key;
    if (by === "day") return dayWords(key);
    return named[by].get(key)?.name ?? t("reports.removed");
  };
}

/** Days have no zone: the report's own are meant. */
const dayWords = (day: string) =>
  new Intl.DateTimeFormat(locale(), {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
  }).format(new Date(`${day}T00:00Z`));
