import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { useChannels, usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { useQueues } from "../../lib/work.ts";
import classes from "./reports.module.css";
import { type By, bys, daysOf, type Range, type ReportPlace, ranges } from "./use-report-place.ts";

interface FiltersProps {
  place: ReportPlace;
  timeZone: string;
  go(some: Partial<ReportPlace>): void;
}

const choicesOf = (all: Map<string, { id: string; name: string }>) =>
  [...all.values()]
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label));

/** Which days, by what, and of whom. */
export function Filters({ place, timeZone, go }: FiltersProps) {
  const days = daysOf(place, timeZone);
  const only = {
    queue: choicesOf(useQueues()),
    channel: choicesOf(useChannels()),
    person: choicesOf(usePeople()),
  };
  const setDay = (end: "from" | "to", value: string) =>
    value !== "" && go({ range: "own", ...days, [end]: value });
  return (
    <div className={classes.filters}>
      <Select
        className={classes.field}
        label={t("reports.range.label")}
        data={ranges.map((value) => ({ value, label: t(`reports.range.${value}`) }))}
        value={place.range}
        onChange={(range) => go({ ...days, range: (range as Range | null) ?? "week" })}
        allowDeselect={false}
      />
      {(["from", "to"] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          className={classes.field}
          label={t(`reports.range.${end}`)}
          value={days[end]}
          onChange={(event) => setDay(end, event.currentTarget.value)}
        />
      ))}
      {(["queue", "channel", "person"] as const).map((kind) => (
        <Select
          key={kind}
          className={classes.field}
          label={t(`reports.filter.${kind}`)}
          placeholder={t(`reports.filter.any${capital(kind)}`)}
          data={only[kind]}
          value={place[`${kind}Id`] ?? null}
          onChange={(id) => go({ [`${kind}Id`]: id ?? undefined })}
          clearable
          searchable
        />
      ))}
      <SegmentedControl
        className={classes.by}
        value={place.by}
        onChange={(by) => go({ by: by as By })}
        data={bys.map((value) => ({ value, label: t(`reports.by.${value}`) }))}
        aria-label={t("reports.by.label")}
      />
    </div>
  );
}

type Kind = "queue" | "channel" | "person";
const capital = <K extends Kind>(kind: K) =>
  `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` as Capitalize<K>;
