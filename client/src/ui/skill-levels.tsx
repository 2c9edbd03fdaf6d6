import { ActionIcon, Input, NativeSelect, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSkills } from "../lib/directory.ts";
import { t } from "../lib/i18n.ts";
import classes from "./skill-levels.module.css";

interface Levelled {
  skillId: string;
  level: number;
}

interface SkillLevelsProps<Entry extends Levelled> {
  label: string;
  description: string;
  value: Entry[];
  error?: string;
  isReadOnly?: boolean;
  make(skillId: string): Entry;
  onChange(value: Entry[]): void;
  /** What an entry has besides its level. */
  more?(entry: Entry, change: (some: Partial<Entry>) => void): ReactNode;
}

const levels = ["1", "2", "3", "4", "5"];

/** Skills, each once, with a level. */
export function SkillLevels<Entry extends Levelled>(props: SkillLevelsProps<Entry>) {
  const { label, description, value, error, isReadOnly, make, onChange, more } = props;
  const skills = useSkills().data ?? [];
  const left = skills.filter(({ id }) => value.every(({ skillId }) => skillId !== id));
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <ul className={classes.list}>
        {value.map((entry, nth) => {
          const name = skills.find(({ id }) => id === entry.skillId)?.name ?? "";
          const change = (some: Partial<Entry>) => onChange(value.with(nth, { ...entry, ...some }));
          return (
            <li key={entry.skillId} className={classes.entry}>
              <span className={classes.name} dir="auto">
                {name}
              </span>
              <NativeSelect
                aria-label={t("common.skills.levelOf", { name })}
                data={levels.map((level) => ({ value: level, label: t("common.skills.level", { level }) }))}
                value={String(entry.level)}
                disabled={isReadOnly}
                onChange={(event) => change({ level: Number(event.currentTarget.value) } as Partial<Entry>)}
              />
              {more?.(entry, change)}
              {!isReadOnly && (
                <ActionIcon
                  aria-label={t("common.skills.remove", { name })}
                  onClick={() => onChange(value.toSpliced(nth, 1))}
                >
                  <IconX size={16} />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      {!isReadOnly && skills.length > 0 && (
        <Select
          mt={8}
          maw={360}
          aria-label={t("common.skills.addTo", { label })}
          placeholder={t(left.length > 0 ? "common.skills.add" : "common.skills.all")}
          data={left.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          value={null}
          onChange={(skillId) => skillId && onChange([...value, make(skillId)])}
        />
      )}
      {skills.length === 0 && (
        <p className={classes.none}>
          {t("common.skills.none")}{" "}
          <Link to="/queues/$id" params={{ id: "skills" }}>
            {t("common.skills.manage")}
          </Link>
        </p>
      )}
    </Input.Wrapper>
  );
}
