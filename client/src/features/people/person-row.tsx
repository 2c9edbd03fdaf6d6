import { Select } from "@mantine/core";
import type { Person, Role } from "../../../../server/contract/people.ts";
import { useTeams } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { useMe } from "../../lib/session.ts";
import { useOnlinePeople } from "../../realtime/live-state.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Cut } from "../../ui/cut.tsx";
import rows from "../../ui/rows.module.css";
import { AvailabilityWord } from "../../ui/status-word.tsx";
import classes from "./people.module.css";
import { PersonMenu } from "./person-menu.tsx";
import { useChangePerson } from "./use-change-person.ts";

const roles: Role[] = ["agent", "supervisor", "admin"];

export function PersonRow({ person, isAdmin }: { person: Person; isAdmin: boolean }) {
  const me = useMe();
  const teams = useTeams().data?.filter(({ id }) => person.teamIds.includes(id)) ?? [];
  const isOnline = useOnlinePeople().has(person.id);
  const change = useChangePerson();
  return (
    <li className={`${rows.row} ${classes.row}`}>
      <Avatar name={person.name} isOnline={isOnline} />
      <div className={`${rows.words} ${classes.words}`}>
        <Cut className={rows.name}>
          {person.id === me.id ? `${person.name} (${t("people.you")})` : person.name}
        </Cut>
        <Cut className={rows.about}>{[person.email, ...teams.map(({ name }) => name)].join(" · ")}</Cut>
      </div>
      {!person.removedAt && (
        <span className={classes.availability}>
          <AvailabilityWord availability={person.availability} />
          {person.awayReason && <Cut className="faint">{person.awayReason}</Cut>}
        </span>
      )}
      {isAdmin && !person.removedAt ? (
        <Select
          className={classes.role}
          aria-label={t("people.roleOf", { name: person.name })}
          data={roles.map((role) => ({ value: role, label: t(`common.role.${role}`) }))}
          value={person.role}
          onChange={(role) => role && change(person, { role: role as Role })}
          allowDeselect={false}
        />
      ) : (
        <span className={classes.role}>{t(`common.role.${person.role}`)}</span>
      )}
      {isAdmin && <PersonMenu person={person} />}
    </li>
  );
}
