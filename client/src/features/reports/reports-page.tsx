import { Button, Select } from "@mantine/core";
import { IconChartBar, IconDownload } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { request, urlOf } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { BarChart } from "./bar-chart.tsx";
import { CountedDrawer } from "./counted-drawer.tsx";
import { type FigureName, figures } from "./figures.ts";
import { Filters } from "./filters.tsx";
import { ReportTable } from "./report-table.tsx";
import classes from "./reports.module.css";
import { useKeyWords } from "./use-key-words.ts";
import { queryOf, useReportPlace } from "./use-report-place.ts";

const charted = Object.keys(figures) as FigureName[];

/** Figures of past days, by day, hour, queue, channel or person. */
export function ReportsPage() {
  const workspace = useQuery(request("GET /workspace"));
  if (workspace.data) return <Reports timeZone={workspace.data.timeZone} />;
  return (
    <Page header={<PageHeader title={t("reports.title")} />}>
      {workspace.isError ? (
        <ErrorPanel error={workspace.error} retry={() => void workspace.refetch()} />
      ) : (
        <SkeletonRows count={8} height={44} />
      )}
    </Page>
  );
}

function Reports({ timeZone }: { timeZone: string }) {
  const { place, go } = useReportPlace();
  const query = queryOf(place, timeZone);
  const report = useQuery({
    ...request("GET /reports/work", { query }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const [figure, setFigure] = useState<FigureName>("handled");
  const wordsOf = useKeyWords(place.by);
  const isEmpty = report.data?.rows.length === 0;
  return (
    <Page
      header={
        <PageHeader
          title={t("reports.title")}
          actions={
            <Button
              component="a"
              href={urlOf("GET /reports/work.csv", { query })}
              download
              variant="default"
              leftSection={<IconDownload size={16} />}
            >
              {t("reports.csv")}
            </Button>
          }
        >
          <span className="small faint">{t("reports.zone", { zone: timeZone })}</span>
        </PageHeader>
      }
    >
      <div className={classes.page}>
        <Filters place={place} timeZone={timeZone} go={go} />
        {report.isPending && <SkeletonRows count={8} height={44} />}
        {report.isError && <ErrorPanel error={report.error} retry={() => void report.refetch()} />}
        {isEmpty && (
          <EmptyState
            icon={<IconChartBar size={28} stroke={1.5} />}
            title={t("reports.empty.title")}
            text={t("reports.empty.text")}
            action={{ label: t("reports.empty.action"), onClick: () => go({ range: "month" }) }}
          />
        )}
        {report.data && !isEmpty && (
          <div data-old={report.isPlaceholderData || undefined} className={classes.report}>
            <Select
              className={classes.choice}
              label={t("reports.chart.label")}
              data={charted.map((value) => ({ value, label: t(`reports.figure.${value}`) }))}
              value={figure}
              onChange={(value) => setFigure((value as FigureName | null) ?? "handled")}
              allowDeselect={false}
            />
            <BarChart
              label={t("reports.chart.says", {
                figure: t(`reports.figure.${figure}`),
                by: t(`reports.by.${place.by}`),
              })}
              bars={report.data.rows.map((row) => ({
                key: row.key ?? "",
                name: wordsOf(row.key),
                value: figures[figure].value(row) ?? 0,
                words: figures[figure].words(row),
              }))}
            />
            <ReportTable
              report={report.data}
              by={place.by}
              wordsOf={wordsOf}
              open={(opened, row) => go({ figure: opened, row }, false)}
            />
          </div>
        )}
        {report.data && (
          <CountedDrawer
            place={place}
            timeZone={timeZone}
            rows={report.data.rows}
            wordsOf={wordsOf}
            go={go}
          />
        )}
      </div>
    </Page>
  );
}
