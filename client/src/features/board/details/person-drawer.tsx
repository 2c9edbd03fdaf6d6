import { Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { BoardPerson, CountedFigure } from "../../../../../server/contract/board.ts";
import { usePeople } from "../../../lib/directory.ts";
import { shareWords, spanWords } from "../../../lib/figures.ts";
import { formatNumber } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { useQueues } from "../../../lib/work.ts";
import { LoadMeter } from "../../../ui/load-meter.tsx";
import { useIsPast } from "../board-time.ts";
import { PersonMenu } from "../person-menu.tsx";
import { StateSince } from "../state-since.tsx";
import { closed } from "../use-place.ts";
import { CountedPanel } from "./counted-panel.tsx";
import classes from "./details.module.css";
import { FiguresTable } from "./figures-table.tsx";
import { FloorList } from "./floor-list.tsx";
import own from "./person-drawer.module.css";
import type { DrawerProps } from "./queue-drawer.tsx";
import { WriteNote } from "./write-note.tsx";

/** A person's work and day. */
export function PersonDrawer({ board, place, go }: DrawerProps) {
  const row = board.people.find(({ personId }) => personId === place.person);
  const person = usePeople().get(row?.personId ?? "");
  return (
    <Drawer
      opened={row !== undefined}
      onClose={() => go(closed)}
      position="right"
      size={520}
      title={person?.name ?? t("common.removedPerson")}
    >
      {row && place.figure && (
        <CountedPanel
          board={board}
          figure={place.figure}
          span="today"
          of={{ personId: row.personId }}
          count={counts[place.figure]?.(row)}
          back={() => go({ figure: undefined }, true)}
        />
      )}
      {row && !place.figure && (
        <>
          <div className={own.top}>
            <StateSince row={row} />
            <LoadMeter load={row.load} capacity={row.capacity} />
            {person && <PersonMenu person={person} work={row.work} />}
          </div>
          <Work row={row} />
          <Day row={row} open={(figure) => go({ figure })} />
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
      <FloorList
        of={{ personId: row.personId }}
        row={row}
        empty={<p className={classes.more}>{t("board.detail.noWork")}</p>}
      />
      {person && first && !isPast && (
        <WriteNote key={first.conversationId} person={person} conversationId={first.conversationId} />
      )}
    </section>
  );
}

/** What is counted of a person's day. */
const counts: Partial<Record<CountedFigure, (row: BoardPerson) => number>> = {
  handled: ({ handled }) => handled,
  missed: ({ missed }) => missed,
};

function Day({ row, open }: { row: BoardPerson; open(figure: CountedFigure): void }) {
  const queues = useQueues();
  const names = row.queueIds.map((id) => queues.get(id)?.name).filter((name) => name !== undefined);
  const showHandled = row.handled > 0 ? () => open("handled") : undefined;
  const showMissed = row.missed > 0 ? () => open("missed") : undefined;
  const figures = [
    { key: "handled", words: formatNumber(row.handled), open: showHandled },
    { key: "aht", words: spanWords(row.ahtMs), open: showHandled },
    { key: "wrapUp", words: spanWords(row.wrapUpMs), open: showHandled },
    { key: "occupancy", words: shareWords(row.occupancy) },
    { key: "missed", words: formatNumber(row.missed), open: showMissed },
  ] as const;
  return (
    <section aria-label={t("board.detail.today")}>
      <h3 className={classes.heading}>{t("board.detail.today")}</h3>
      <FiguresTable
        columns={[t("board.detail.today")]}
        rows={figures.map(({ key, ...cell }) => ({ key, name: t(`board.figure.${key}`), cells: [cell] }))}
      />
      <p className={classes.more}>{names.join(" · ")}</p>
      <Link to="/reports" search={{ personId: row.personId, by: "day" }} className={classes.report}>
        {t("board.detail.report")}
      </Link>
    </section>
  );
}
