import { SegmentedControl } from "@mantine/core";
import type { RoutingConditions } from "../../../../../server/contract/queues.ts";
import { t } from "../../../lib/i18n.ts";
import { OfficeHoursField } from "../../../ui/office-hours-field.tsx";
import classes from "./rules.module.css";

type Hours = NonNullable<RoutingConditions["hours"]>;

interface HoursConditionProps {
  label: string;
  value: Hours;
  onChange(value: Hours | undefined): void;
}

export function HoursCondition({ label, value, onChange }: HoursConditionProps) {
  return (
    <div className={classes.hours}>
      <SegmentedControl
        aria-label={label}
        data={(["within", "outside"] as const).map((side) => ({
          value: side,
          label: t(`queues.rules.${side}`),
        }))}
        value={value.isWithin ? "within" : "outside"}
        onChange={(side) => onChange({ ...value, isWithin: side === "within" })}
      />
      <OfficeHoursField
        label={label}
        absent=""
        value={value.officeHours}
        onChange={(officeHours) => onChange(officeHours ? { ...value, officeHours } : undefined)}
      />
    </div>
  );
}
