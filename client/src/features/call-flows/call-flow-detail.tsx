import { useQuery } from "@tanstack/react-query";
import { request } from "../../lib/api.ts";
import { isCode } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { BackToFlows } from "./back-to-flows.tsx";
import { CallFlowEditor } from "./call-flow-editor.tsx";

export function CallFlowDetail({ id }: { id: string }) {
  const flow = useQuery(request("GET /call-flows/:id", { params: { id } }));
  if (flow.data) return <CallFlowEditor saved={flow.data} />;
  return (
    <Page header={<PageHeader title={t("callFlows.title")} before={<BackToFlows />} />}>
      {flow.isPending && <SkeletonRows count={6} height={72} />}
      {isCode(flow.error, "not_found") ? (
        <EmptyState title={t("callFlows.gone.title")} text={t("callFlows.gone.text")} />
      ) : (
        flow.error && <ErrorPanel error={flow.error} retry={() => void flow.refetch()} />
      )}
    </Page>
  );
}
