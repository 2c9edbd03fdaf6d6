import type { Requirement } from "../../../../server/contract/queues.ts";
import { t } from "../../lib/i18n.ts";
import { OptionalDuration } from "../../ui/duration-field.tsx";
import { SkillLevels } from "../../ui/skill-levels.tsx";
import classes from "./queues.module.css";

interface RequirementsFieldProps {
  value: Requirement[];
  error?: string;
  isReadOnly?: boolean;
  onChange(value: Requirement[]): void;
}

const usualSeconds = 120;

/** What somebody must know to get the work; each skill for good, or for a time of waiting. */
export function RequirementsField(props: RequirementsFieldProps) {
  return (
    <SkillLevels
      {...props}
      label={t("queues.asked.skills")}
      description={t("queues.asked.skillsHelp")}
      make={(skillId): Requirement => ({ skillId, level: 1, relaxAfterSeconds: null })}
      more={({ relaxAfterSeconds }, change) => (
        <div className={classes.relax}>
          <OptionalDuration
            question={t("queues.asked.relaxes")}
            label={t("queues.asked.relaxAfter")}
            min={1}
            max={604_800}
            usual={usualSeconds}
            value={relaxAfterSeconds}
            onChange={(seconds) => change({ relaxAfterSeconds: seconds })}
          />
        </div>
      )}
    />
  );
}
