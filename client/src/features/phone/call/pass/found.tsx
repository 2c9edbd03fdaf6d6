import { Radio } from "@mantine/core";
import type { ReactNode } from "react";
import { usePeople } from "../../../../lib/directory.ts";
import { t } from "../../../../lib/i18n.ts";
import { matches } from "../../../../lib/matches.ts";
import { useMe } from "../../../../lib/session.ts";
import { useQueues } from "../../../../lib/work.ts";
import { AvailabilityWord } from "../../../../ui/status-word.tsx";
import classes from "./pass.module.css";

interface FoundProps {
  typed: string;
  chosen: string | null;
  choose(id: string): void;
}

/** Those who are there first: a call cannot wait for somebody who is not. */
export function FoundPeople({ typed, ...rest }: FoundProps) {
  const me = useMe();
  const found = [...usePeople().values()]
    .filter((person) => !person.removedAt && person.id !== me.id && matches(typed, person.name, person.email))
    .sort((a, b) => Number(b.isOnline) - Number(a.isOnline) || a.name.localeCompare(b.name))
    .map(({ id, name, isOnline, availability }) => ({
      id,
      name,
      aside: <AvailabilityWord availability={isOnline ? availability : "offline"} />,
    }));
  return (
    <Found {...rest} rows={found} none={t("phone.passing.noPerson")} label={t("phone.passing.person")} />
  );
}

export function FoundQueues({ typed, ...rest }: FoundProps) {
  const found = [...useQueues().values()].filter(({ name }) => matches(typed, name));
  return <Found {...rest} rows={found} none={t("phone.passing.noQueue")} label={t("phone.passing.queue")} />;
}

interface RowsProps extends Omit<FoundProps, "typed"> {
  rows: { id: string; name: string; aside?: ReactNode }[];
  none: string;
  label: string;
}

function Found({ rows, chosen, choose, none, label }: RowsProps) {
  if (rows.length === 0) return <p className={classes.none}>{none}</p>;
  return (
    <Radio.Group value={chosen} onChange={choose} aria-label={label} className={classes.rows}>
      {rows.map(({ id, name, aside }) => (
        <Radio
          key={id}
          value={id}
          classNames={{ body: classes.row, labelWrapper: classes.label }}
          label={
            <span className={classes.words}>
              <span className="cut" dir="auto">
                {name}
              </span>
              {aside}
            </span>
          }
        />
      ))}
    </Radio.Group>
  );
}
