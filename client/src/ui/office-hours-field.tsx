import { ActionIcon, Button, Input, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { OfficeHours } from "../../../server/contract/workspace.ts";
import { locale, t } from "../lib/i18n.ts";
import classes from "./office-hours-field.module.css";

interface OfficeHoursFieldProps {
  label: string;
  /** What holds without office hours of its own. */
  absent: string;
  value: OfficeHours | null;
  onChange(value: OfficeHours | null): void;
}

const weekdays = [1, 2, 3, 4, 5, 6, 0];
const workday = { from: 9 * 60, to: 18 * 60 };
const usual = (): OfficeHours => ({
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, spans: [workday] })),
  holidays: [],
});

/** Spans per weekday, so that a day can be split; holidays by date. */
export function OfficeHoursField({ label, absent, value, onChange }: OfficeHoursFieldProps) {
  return (
    <Input.Wrapper label={label}>
      <Switch
        mt={4}
        label={t("common.hours.own")}
        description={value ? undefined : absent}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usual() : null)}
      />
      {value && (
        <div className={classes.hours}>
          {weekdays.map((weekday) => (
            <Day key={weekday} weekday={weekday} value={value} onChange={onChange} />
          ))}
          <Select
            label={t("common.hours.timeZone")}
            data={[...new Set([value.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])]}
            searchable
            allowDeselect={false}
            value={value.timeZone}
            onChange={(timeZone) => timeZone && onChange({ ...value, timeZone })}
          />
          <Holidays dates={value.holidays} onChange={(holidays) => onChange({ ...value, holidays })} />
        </div>
      )}
    </Input.Wrapper>
  );
}

interface HolidaysProps {
  dates: string[];
  onChange(dates: string[]): void;
}

function Holidays({ dates, onChange }: HolidaysProps) {
  const [refused, setRefused] = useState<string>();
  const change = (typed: string[]) => {
    setRefused(typed.find((text) => !isDate(text)));
    onChange(typed.filter(isDate));
  };
  return (
    <TagsInput
      label={t("common.hours.holidays")}
      description={t("common.hours.holidaysHelp")}
      placeholder="2027-01-01"
      value={dates}
      error={refused !== undefined && t("common.hours.noDate", { text: refused })}
      onChange={change}
    />
  );
}

interface DayProps {
  weekday: number;
  value: OfficeHours;
  onChange(value: OfficeHours): void;
}

function Day({ weekday, value, onChange }: DayProps) {
  const spans = value.days.find((day) => day.weekday === weekday)?.spans ?? [];
  const name = weekdayName(weekday);
  const setSpans = (next: typeof spans) => {
    const others = value.days.filter((day) => day.weekday !== weekday);
    onChange({ ...value, days: next.length > 0 ? [...others, { weekday, spans: next }] : others });
  };
  return (
    <div className={classes.day}>
      <span className={classes.name}>{name}</span>
      <div className={classes.spans}>
        {spans.length === 0 && <span className="faint">{t("common.hours.closed")}</span>}
        {spans.map((span, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name than their place
          <span className={classes.span} key={nth}>
            <TextInput
              type="time"
              aria-label={t("common.hours.from", { day: name })}
              value={clock(span.from)}
              onChange={(event) =>
                setSpans(spans.with(nth, { ...span, from: minutes(event.currentTarget.value) }))
              }
            />
            –
            <TextInput
              type="time"
              aria-label={t("common.hours.to", { day: name })}
              value={clock(span.to)}
              onChange={(event) =>
                setSpans(spans.with(nth, { ...span, to: minutes(event.currentTarget.value) || 1440 }))
              }
            />
            <ActionIcon aria-label={t("common.remove")} onClick={() => setSpans(spans.toSpliced(nth, 1))}>
              <IconX size={16} />
            </ActionIcon>
          </span>
        ))}
        {spans.length < 6 && (
          <Button variant="subtle" size="xs" onClick={() => setSpans([...spans, nextSpan(spans)])}>
            {t("common.hours.add")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The usual day, or what is left of it after the last span: a day can be split, not doubled. */
function nextSpan(spans: { from: number; to: number }[]) {
  const last = Math.max(...spans.map(({ to }) => to));
  if (spans.length === 0 || last >= 1439) return workday;
  const from = Math.min(last + 60, 1439);
  return { from, to: Math.min(from + 4 * 60, 1440) };
}

/** The first of January 2023 was a Sunday. */
const weekdayName = (weekday: number) =>
  new Intl.DateTimeFormat(locale(), { weekday: "long" }).format(new Date(2023, 0, 1 + weekday));

/** Midnight at the end of a day is 24:00 to us and 00:00 to the browser. */
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(":").map(Number);
  return hours * 60 + rest;
}

/** A day that there is. */
const isDate = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.startsWith(text) === true;
