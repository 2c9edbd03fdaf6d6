import { t } from "../../lib/i18n.ts";
import { Page, PageHeader } from "../../ui/page-header.tsx";

export function InboxPage() {
  return <Page header={<PageHeader title={t("inbox.title")} />}>{null}</Page>;
}
