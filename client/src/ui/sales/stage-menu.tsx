import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import type { Deal } from "../../../../server/contract/sales.ts";
import { call } from "../../lib/api.ts";
import { usePipelines } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast, undoToast } from "../../lib/toast.ts";
import { putDeal } from "../../realtime/cache/card.ts";
import { ahead } from "../../realtime/cache/rows.ts";
import classes from "./sales.module.css";

/** The stage in which a deal is, and the others that it can be moved to. */
export function StageMenu({ deal }: { deal: Deal }) {
  const stages = usePipelines().data?.find((pipeline) => pipeline.id === deal.pipelineId)?.stages ?? [];
  const stage = stages.find((one) => one.id === deal.stageId);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          className={classes.stage}
          aria-label={t("card.deals.stage", { stage: stage?.name ?? "" })}
        >
          <span className="cut" dir="auto">
            {stage?.name}
          </span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {stages.map(({ id, name }) => (
          <Menu.Item
            key={id}
            aria-current={id === deal.stageId}
            rightSection={id === deal.stageId && <IconCheck size={16} aria-hidden />}
            onClick={() => id !== deal.stageId && void moveDeal(deal, id, name)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

async function moveDeal(deal: Deal, stageId: string, name: string) {
  const shown = ahead(deal, { stageId });
  putDeal(shown);
  const set = (id: string) => call("PATCH /deals/:id", { params: { id: deal.id }, body: { stageId: id } });
  try {
    putDeal(await set(stageId));
    undoToast(
      t("card.deals.moved", { stage: name }),
      () => void set(deal.stageId).then(putDeal, (error) => errorToast(error)),
    );
  } catch (error) {
    putDeal(ahead(shown, { stageId: deal.stageId }));
    errorToast(error);
  }
}
