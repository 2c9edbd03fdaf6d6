import { Button } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { t } from "../../lib/i18n.ts";
import { requestPages } from "../../lib/pages.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./quarantine.module.css";
import { QuarantineRow } from "./quarantine-row.tsx";

/** What came in and could not be processed; nothing of it is lost. */
export function QuarantinePage() {
  const list = useInfiniteQuery(requestPages("GET /quarantine"));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page header={<PageHeader title={t("quarantine.title")} />}>
      {list.isPending && <SkeletonRows height={72} />}
      {list.error && rows.length === 0 && <ErrorPanel error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState
          icon={<IconShieldCheck size={28} stroke={1.5} />}
          title={t("quarantine.empty.title")}
          text={t("quarantine.empty.text")}
        />
      )}
      {rows.length > 0 && <p className={classes.intro}>{t("quarantine.intro")}</p>}
      <ul className={classes.list}>
        {rows.map((item) => (
          <QuarantineRow item={item} key={item.id} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="subtle"
          m={16}
          onClick={() => void list.fetchNextPage()}
          loading={list.isFetchingNextPage}
        >
          {t("common.loadMore")}
        </Button>
      )}
    </Page>
  );
}
