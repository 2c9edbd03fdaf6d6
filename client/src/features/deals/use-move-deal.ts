import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Deal, Pipeline } from "../../../../server/contract/sales.ts";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast, undoToast } from "../../lib/toast.ts";
import { putDeal } from "../../realtime/cache/card.ts";
import { ahead, changeLists, putRow } from "../../realtime/cache/rows.ts";

type Stage = Pipeline["stages"][number];

/** Moves at once, with the way back. */
export function useMoveDeal() {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: ({ deal, stageId }: { deal: Deal; stageId: string }) =>
      call("PATCH /deals/:id", { params: { id: deal.id }, body: { stageId } }),
    onMutate({ deal, stageId }) {
      const moved = ahead(deal, { stageId });
      putDeal(moved);
      changeLists("GET /deals", (rows, query) =>
        query.stageId === stageId ? byNewest(putRow(rows, moved)) : rows,
      );
    },
    onSuccess: putDeal,
    onError(error, { deal }) {
      putDeal({ ...deal, version: deal.version + 0.75 });
      errorToast(error);
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["GET /deals"] });
      void client.invalidateQueries({ queryKey: ["GET /deals/totals"] });
    },
  });
  return (deal: Deal, stage: Stage) => {
    send.mutate({ deal, stageId: stage.id });
    undoToast(t("deals.moved", { title: deal.title, stage: stage.name }), () =>
      send.mutate({ deal: { ...deal, version: deal.version + 1 }, stageId: deal.stageId }),
    );
  };
}

const byNewest = (deals: Deal[]) => deals.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
