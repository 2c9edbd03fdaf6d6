import { IconShieldCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { t } from "../../lib/i18n.ts";
import { requestPages } from "../../lib/pages.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { Paged } from "../../ui/paged.tsx";
import rows from "../../ui/rows.module.css";
import classes from "./quarantine.module.css";
import { QuarantineRow } from "./quarantine-row.tsx";

/** What came in and could not be processed; nothing of it is lost. */
export function QuarantinePage() {
  const list = useInfiniteQuery(requestPages("GET /quarantine"));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page header={<PageHeader title={t("quarantine.title")} />}>
      <Paged
        list={list}
        count={items.length}
        rowHeight={72}
        empty={
          <EmptyState
            icon={<IconShieldCheck size={28} stroke={1.5} />}
            title={t("quarantine.empty.title")}
            text={t("quarantine.empty.text")}
          />
        }
      >
        {items.length > 0 && <p className={classes.intro}>{t("quarantine.intro")}</p>}
        <ul className={rows.rows}>
          {items.map((item) => (
            <QuarantineRow item={item} key={item.id} />
          ))}
        </ul>
      </Paged>
    </Page>
  );
}
