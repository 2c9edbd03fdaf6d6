import { NativeSelect, NumberInput, Switch } from "@mantine/core";
import { useState } from "react";
import { t } from "../lib/i18n.ts";
import { asNumber, shown } from "../lib/typed-number.ts";
import classes from "./duration-field.module.css";

const secondsOf = { seconds: 1, minutes: 60, hours: 3_600 };
type Unit = keyof typeof secondsOf;
const units = Object.keys(secondsOf) as Unit[];

interface DurationFieldProps {
  label: string;
  description?: string;
  /** Seconds. */
  value: number;
  min?: number;
  max: number;
  error?: string;
  onChange(seconds: number): void;
}

/** A time as people say it: a number of seconds, minutes or hours. */
export function DurationField({
  label,
  description,
  value,
  min = 0,
  max,
  error,
  onChange,
}: DurationFieldProps) {
  const [unit, setUnit] = useState(() => units.findLast((one) => value > 0 && value % secondsOf[one] === 0));
  const { [unit ?? "seconds"]: size } = secondsOf;
  return (
    <div className={classes.duration}>
      <NumberInput
        label={label}
        description={description}
        classNames={{ label: classes.words, description: classes.words, error: classes.error }}
        min={Math.ceil(min / size)}
        max={Math.floor(max / size)}
        allowDecimal={false}
        required
        withAsterisk={false}
        value={shown(value / size)}
        error={error}
        onChange={(typed) => onChange(asNumber(typed) * size)}
      />
      <NativeSelect
        aria-label={t("common.duration.unitOf", { label })}
        data={units.map((one) => ({ value: one, label: t(`common.duration.${one}`) }))}
        value={unit ?? "seconds"}
        onChange={(event) => {
          const next = event.currentTarget.value as Unit;
          setUnit(next);
          onChange(Math.min((value / size) * secondsOf[next], max));
        }}
      />
    </div>
  );
}

interface OptionalDurationProps extends Omit<DurationFieldProps, "value" | "onChange"> {
  /** What turns it on. */
  question: string;
  value: number | null;
  /** Seconds that it begins with. */
  usual: number;
  onChange(seconds: number | null): void;
}

export function OptionalDuration({ question, value, usual, onChange, ...field }: OptionalDurationProps) {
  return (
    <>
      <Switch
        label={question}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usual : null)}
      />
      {value !== null && <DurationField {...field} value={value} onChange={onChange} />}
    </>
  );
}
