import { Select } from "@mantine/core";
import { IconBriefcase } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../lib/api.ts";
import { usePipelines } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./deals.module.css";
import { StageColumn } from "./stage-column.tsx";
import { useMoveDeal } from "./use-move-deal.ts";

/** The funnel: a column for each stage. */
export function DealsPage() {
  const pipelines = usePipelines();
  const [chosen, setChosen] = useState<string | null>(null);
  const pipeline =
    pipelines.data?.find(({ id }) => id === chosen) ??
    pipelines.data?.find(({ isDefault }) => isDefault) ??
    pipelines.data?.[0];
  const totals = useQuery({
    ...request("GET /deals/totals", { query: { pipelineId: pipeline?.id ?? "" } }),
    enabled: pipeline !== undefined,
  });
  const isEmpty = totals.data?.every(({ count }) => count === 0) ?? false;
  const navigate = useNavigate();
  const [movedId, setMovedId] = useState<string>();
  const send = useMoveDeal();
  function move(...[deal, stage]: Parameters<typeof send>) {
    setMovedId(deal.id);
    send(deal, stage);
  }
  const isMany = (pipelines.data?.length ?? 0) > 1;
  return (
    <Page
      header={
        <PageHeader title={t("deals.title")}>
          {isMany && (
            <Select
              aria-label={t("deals.pipeline")}
              data={pipelines.data?.map(({ id, name }) => ({ value: id, label: name }))}
              value={pipeline?.id}
              onChange={setChosen}
              allowDeselect={false}
            />
          )}
        </PageHeader>
      }
    >
      {pipelines.isPending && (
        <div className={classes.board}>
          <SkeletonRows count={3} height={104} />
          <SkeletonRows count={3} height={104} />
          <SkeletonRows count={3} height={104} />
        </div>
      )}
      {pipelines.error && <ErrorPanel error={pipelines.error} retry={() => void pipelines.refetch()} />}
      {pipelines.isSuccess && !pipeline && (
        <EmptyState
          icon={<IconBriefcase size={28} stroke={1.5} />}
          title={t("deals.none")}
          text={t("deals.noneText")}
        />
      )}
      {pipeline && isEmpty && (
        <EmptyState
          icon={<IconBriefcase size={28} stroke={1.5} />}
          title={t("deals.empty.title")}
          text={t("deals.empty.text")}
          action={{ label: t("errors.goToInbox"), onClick: () => void navigate({ to: "/inbox" }) }}
        />
      )}
      {pipeline && !isEmpty && (
        <div className={classes.board}>
          {pipeline.stages.map((stage) => (
            <StageColumn
              key={stage.id}
              stage={stage}
              stages={pipeline.stages}
              movedId={movedId}
              onMove={move}
              totals={totals.data?.filter((total) => total.stageId === stage.id) ?? []}
            />
          ))}
        </div>
      )}
    </Page>
  );
}
