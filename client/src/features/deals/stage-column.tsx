import { useInfiniteQuery } from "@tanstack/react-query";
import { type DragEvent, useState } from "react";
import type { Deal, Pipeline } from "../../../../server/contract/sales.ts";
import { formatMoney, formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { requestPages } from "../../lib/pages.ts";
import { Paged } from "../../ui/paged.tsx";
import { DealCard } from "./deal-card.tsx";
import classes from "./deals.module.css";

type Stage = Pipeline["stages"][number];
const carried = "application/x-deal";

interface StageColumnProps {
  stage: Stage;
  stages: Stage[];
  totals: { currency: string; count: number; amount: number }[];
  /** The deal that was moved last. */
  movedId: string | undefined;
  onMove(deal: Deal, stage: Stage): void;
}

/** One stage with its deals, newest first; a deal is dropped here, or moved by its own menu. */
export function StageColumn({ stage, stages, totals, movedId, onMove }: StageColumnProps) {
  const list = useInfiniteQuery(requestPages("GET /deals", { query: { stageId: stage.id } }));
  const deals = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (deal) => deal.stageId === stage.id,
  );
  const [isOver, setIsOver] = useState(false);
  const count = totals.reduce((sum, total) => sum + total.count, 0);
  const sums = totals
    .filter(({ amount }) => amount > 0)
    .map(({ amount, currency }) => formatMoney(amount, currency));

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    const deal = JSON.parse(event.dataTransfer.getData(carried) || "null") as Deal | null;
    if (deal && deal.stageId !== stage.id) onMove(deal, stage);
  }

  return (
    <section
      className={classes.column}
      aria-label={stage.name}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(carried)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <header className={classes.stage}>
        <h2>{stage.name}</h2>
        <span className="faint">{formatNumber(count)}</span>
        <span className={classes.sum}>{sums.join(" · ")}</span>
      </header>
      <div className={classes.cards}>
        <Paged
          list={list}
          count={deals.length}
          rowHeight={104}
          bones={3}
          empty={<p className={classes.empty}>{t("deals.emptyStage")}</p>}
        >
          {deals.map((deal) => (
            <DealCard
              key={deal.id}
              deal={deal}
              stages={stages}
              isMoved={deal.id === movedId}
              onMove={onMove}
              onCarry={(event) => event.dataTransfer.setData(carried, JSON.stringify(deal))}
            />
          ))}
        </Paged>
      </div>
    </section>
  );
}
