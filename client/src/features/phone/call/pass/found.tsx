import { Radio } from "@mantine/core";
import type { ReactNode } from "react";
import type { Colleague } from "../../../../../../server/contract/call-parties.ts";
import { usePeople } from "../../../../lib/directory.ts";
import { t } from "../../../../lib/i18n.ts";
import { matches } from "../../../../lib/matches.ts";
import { useQueues } from "../../../../lib/work.ts";
import { Cut } from "../../../../ui/cut.tsx";
import { AvailabilityWord, Word } from "../../../../ui/status-word.tsx";
import classes from "./pass.module.css";

interface FoundProps {
  typed: string;
  chosen: string | null;
  choose(id: string): void;
}

/** Those who can come first; of the others, why not: a call cannot wait for somebody. */
export function FoundPeople({ typed, colleagues, ...rest }: FoundProps & { colleagues: Colleague[] }) {
  const people = usePeople();
  const found = colleagues
    .flatMap(({ personId, ...colleague }) => {
      const person = people.get(personId);
      return person && matches(typed, person.name, person.email) ? [{ person, why: whyNot(colleague) }] : [];
    })
    .sort((a, b) => Number(!!a.why) - Number(!!b.why) || a.person.name.localeCompare(b.person.name))
    .map(({ person: { id, name, isOnline, availability }, why }) => ({
      id,
      name,
      isOff: why !== undefined,
      aside: why ? (
        <Word>{t(`phone.passing.${why}`)}</Word>
      ) : (
        <AvailabilityWord availability={isOnline ? availability : "offline"} />
      ),
    }));
  return (
    <Found {...rest} rows={found} none={t("phone.passing.noPerson")} label={t("phone.passing.person")} />
  );
}

function whyNot({ isInCall, hasPhone }: Omit<Colleague, "personId">): "inCall" | "noPhone" | undefined {
  if (isInCall) return "inCall";
  return hasPhone ? undefined : "noPhone";
}

export function FoundQueues({ typed, ...rest }: FoundProps) {
  const found = [...useQueues().values()].filter(({ name }) => matches(typed, name));
  return <Found {...rest} rows={found} none={t("phone.passing.noQueue")} label={t("phone.passing.queue")} />;
}

interface RowsProps extends Omit<FoundProps, "typed"> {
  rows: { id: string; name: string; isOff?: boolean; aside?: ReactNode }[];
  none: string;
  label: string;
}

function Found({ rows, chosen, choose, none, label }: RowsProps) {
  if (rows.length === 0) return <p className={classes.none}>{none}</p>;
  return (
    <Radio.Group value={chosen} onChange={choose} aria-label={label} className={classes.rows}>
      {rows.map(({ id, name, isOff, aside }) => (
        <Radio
          key={id}
          value={id}
          disabled={isOff}
          classNames={{ body: classes.row, labelWrapper: classes.label }}
          label={
            <span className={classes.words}>
              <Cut>{name}</Cut>
              {aside}
            </span>
          }
        />
      ))}
    </Radio.Group>
  );
}
