import { ActionIcon, Button } from "@mantine/core";
import { IconArrowLeft, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import type { Board, CountedFigure } from "../../../../../server/contract/board.ts";
import { useChannels } from "../../../lib/directory.ts";
import { formatNumber } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { type Counted, CountedList } from "../../../ui/counted/counted-list.tsx";
import { useIsPast } from "../board-time.ts";
import type { Span } from "../use-place.ts";
import classes from "./counted-panel.module.css";

interface CountedPanelProps {
  board: Board;
  figure: CountedFigure;
  span: Span;
  /** Of which queue and channel, or whose. */
  of: Pick<Counted, "queueId" | "channelId" | "personId">;
  /** As the board counts it now; undefined where it does not. */
  count: number | undefined;
  back(): void;
}

/** The conversations of one figure, in place of the figures, with the way back to them. */
export function CountedPanel({ board, figure, span, of, count, back }: CountedPanelProps) {
  const from = span === "today" ? board.dayBegan : board.hourBegan;
  const channel = useChannels().get(of.channelId ?? "");
  const isPast = useIsPast();
  const key = JSON.stringify([figure, from, of, isPast]);
  return (
    <section aria-label={t(`board.figure.${figure}`)}>
      <header className={classes.head}>
        <ActionIcon data-autofocus aria-label={t("board.counted.back")} onClick={back}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <h3 className={classes.title}>
          {t(`board.figure.${figure}`)}
          {count !== undefined && <span className={classes.count}>{formatNumber(count)}</span>}
        </h3>
        <span className="small faint cut" dir="auto">
          {[t(`board.detail.${span}`), channel?.name].filter((word) => word).join(" · ")}
        </span>
      </header>
      <ListThen key={key} counted={{ ...of, figure, from }} count={count} at={board.at} />
    </section>
  );
}

interface ListThenProps {
  counted: Omit<Counted, "to">;
  count: number | undefined;
  /** The moment of the board that counts so. */
  at: string;
}

/** As it was when it was opened, so that nothing moves under the hand; what came since is a button. */
function ListThen({ counted, count, at }: ListThenProps) {
  const isPast = useIsPast();
  const [opened, setOpened] = useState({ to: at, count });
  // Who goes to another past minute asks for what was then.
  const shown = isPast ? { to: at, count } : opened;
  const news = (count ?? 0) - (shown.count ?? 0);
  return (
    <>
      {news > 0 && (
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconRefresh size={14} />}
          onClick={() => setOpened({ to: at, count })}
        >
          {t("board.counted.news", { count: news })}
        </Button>
      )}
      <CountedList of={{ ...counted, to: shown.to }} />
    </>
  );
}
