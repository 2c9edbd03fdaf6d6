import { useId } from "react";
import { t } from "../../lib/i18n.ts";
import classes from "./address-field.module.css";

interface SubjectFieldProps {
  value: string;
  /** The first field that is empty, so it takes the focus. */
  isFirst?: boolean;
  onChange(value: string): void;
}

export function SubjectField({ value, isFirst, onChange }: SubjectFieldProps) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {t("letters.subject")}
      </label>
      <input
        id={id}
        className={classes.input}
        dir="auto"
        data-autofocus={isFirst || undefined}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
