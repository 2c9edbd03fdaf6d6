import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { CountedFigure } from "../../../../server/contract/board.ts";
import { t } from "../../lib/i18n.ts";
import { requestPages } from "../../lib/pages.ts";
import { EmptyState } from "../empty-state.tsx";
import { Paged } from "../paged.tsx";
import classes from "./counted-list.module.css";
import { CountedRow } from "./counted-row.tsx";

/** What is counted, of when and of whose; moments as the hub takes them. */
export interface Counted {
  figure: CountedFigure;
  from: string;
  to: string;
  by?: "day" | "hour" | "queue" | "channel" | "person";
  hour?: number;
  queueId?: string;
  channelId?: string;
  personId?: string;
}

/** The very conversations that a figure counts, newest first. */
export function CountedList({ of }: { of: Counted }) {
  const list = useInfiniteQuery({
    ...requestPages("GET /reports/work/conversations", { query: of }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isCut = list.data?.pages.at(-1)?.isCut ?? false;
  const title = t("board.counted.none");
  return (
    <div data-old={list.isPlaceholderData || undefined} className={classes.list}>
      <Paged
        list={list}
        count={rows.length}
        rowHeight={61}
        bones={5}
        empty={!isCut && <EmptyState title={title} text={t("board.counted.noneText")} />}
      >
        {rows.length > 0 && (
          <ul className={classes.rows} aria-label={t(`board.figure.${of.figure}`)}>
            {rows.map((row) => (
              <CountedRow key={row.position} row={row} of={of} />
            ))}
          </ul>
        )}
      </Paged>
      {isCut && <p className={classes.cut}>{t("board.counted.cut")}</p>}
    </div>
  );
}
