import { Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { BoardPerson } from "../../../../../server/contract/board.ts";
import { usePeople } from "../../../lib/directory.ts";
import { shareWords, spanWords } from "../../../lib/figures.ts";
import { formatNumber } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { useQueues } from "../../../lib/work.ts";
import { LoadMeter } from "../../../ui/load-meter.tsx";
import { useIsPast } from "../board-time.ts";
import { PersonMenu } from "../person-menu.tsx";
import { StateSince } from "../state-since.tsx";
import classes from "./details.module.css";
import { HeldLine } from "./held-line.tsx";
import type { DrawerProps } from "./queue-drawer.tsx";
import { WriteNote } from "./write-note.tsx";

/** A person's work and day. */
export function PersonDrawer({ board, place, go }: DrawerProps) {
  const row = board.people.find(({ personId }) => personId === place.person);
  const person = usePeople().get(row?.personId ?? "");
  return (
    <Drawer
      opened={row !== undefined}
      onClose={() => go({ person: undefined })}
      position="right"
      size={520}
      title={person?.name ?? t("common.removedPerson")}
    >
      {row && (
        <>
          <div className={classes.personTop}>
            <StateSince row={row} />
            <LoadMeter load={row.load} capacity={row.capacity} />
            {person && <PersonMenu person={person} />}
          </div>
          <Work row={row} />
          <Day row={row} />
        </>
      )}
    </Drawer>
  );
}

function Work({ row }: { row: BoardPerson }) {
  const person = usePeople().get(row.personId);
  const isPast = useIsPast();
  const first = row.work.find(({ state }) => state === "active");
  return (
    <section aria-label={t("board.detail.work")}>
      <h3 className={classes.heading}>{t("board.detail.work")}</h3>
      {row.work.length === 0 && <p className={classes.more}>{t("board.detail.noWork")}</p>}
      <ul className={classes.lines}>
        {row.work.map((item) => (
          <HeldLine key={item.workItemId} item={{ ...item, ownerId: row.personId }} />
        ))}
      </ul>
      {person && first && !isPast && (
        <WriteNote key={first.conversationId} person={person} conversationId={first.conversationId} />
      )}
    </section>
  );
}

function Day({ row }: { row: BoardPerson }) {
  const queues = useQueues();
  const names = row.queueIds.map((id) => queues.get(id)?.name).filter((name) => name !== undefined);
  const figures = [
    ["handled", formatNumber(row.handled)],
    ["aht", spanWords(row.ahtMs)],
    ["wrapUp", spanWords(row.wrapUpMs)],
    ["occupancy", shareWords(row.occupancy)],
    ["missed", formatNumber(row.missed)],
  ] as const;
  return (
    <section aria-label={t("board.detail.today")}>
      <h3 className={classes.heading}>{t("board.detail.today")}</h3>
      <table className={classes.figures}>
        <tbody>
          {figures.map(([name, words]) => (
            <tr key={name}>
              <th scope="row">{t(`board.figure.${name}`)}</th>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.more}>{names.join(" · ")}</p>
      <Link to="/reports" search={{ personId: row.personId, by: "day" }} className={classes.report}>
        {t("board.detail.report")}
      </Link>
    </section>
  );
}
