import type { BoardPerson } from "../../../../../server/contract/board.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Cut } from "../../../ui/cut.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { LoadMeter } from "../../../ui/load-meter.tsx";
import rows from "../../../ui/rows.module.css";
import { StateSince } from "../state-since.tsx";
import { byState } from "../states.ts";
import classes from "./details.module.css";
import own from "./member-list.module.css";

interface MemberListProps {
  people: BoardPerson[];
  open(personId: string): void;
}

/** A queue's people, those who can take something first. */
export function MemberList({ people, open }: MemberListProps) {
  const known = usePeople();
  if (people.length === 0) return <EmptyState title={t("board.detail.nobody")} />;
  return (
    <ul className={classes.lines}>
      {people.toSorted(byState).map((row) => {
        const name = known.get(row.personId)?.name ?? t("common.removedPerson");
        return (
          <li key={row.personId} className={classes.line}>
            <button type="button" className={own.link} onClick={() => open(row.personId)}>
              <Avatar name={name} size={32} />
              <span className={rows.words}>
                <Cut className={rows.name}>{name}</Cut>
                <StateSince row={row} />
              </span>
              <LoadMeter load={row.load} capacity={row.capacity} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
