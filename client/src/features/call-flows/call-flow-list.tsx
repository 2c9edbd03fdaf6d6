import { Button } from "@mantine/core";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CallFlowSummary } from "../../../../server/contract/call-flows.ts";
import { request } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { Cut } from "../../ui/cut.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import rows from "../../ui/rows.module.css";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { NewCallFlow } from "./new-call-flow.tsx";

export function CallFlowList() {
  const isAdmin = isAtLeast(useMe(), "admin");
  const flows = useQuery(request("GET /call-flows"));
  const [isMaking, setIsMaking] = useState(false);
  const make = () => setIsMaking(true);
  return (
    <Page
      header={
        <PageHeader
          title={t("callFlows.title")}
          actions={
            isAdmin && (
              <Button leftSection={<IconPlus size={16} />} onClick={make}>
                {t("callFlows.new")}
              </Button>
            )
          }
        />
      }
    >
      {flows.isPending && <SkeletonRows height={56} />}
      {flows.error && <ErrorPanel error={flows.error} retry={() => void flows.refetch()} />}
      {flows.data?.length === 0 && (
        <EmptyState
          icon={<IconRoute size={28} stroke={1.5} />}
          title={t("callFlows.empty.title")}
          text={t(isAdmin ? "callFlows.empty.text" : "callFlows.empty.textForOthers")}
          action={isAdmin ? { label: t("callFlows.empty.make"), onClick: make } : undefined}
        />
      )}
      <ul className={rows.rows}>
        {flows.data?.map((flow) => (
          <CallFlowRow flow={flow} key={flow.id} />
        ))}
      </ul>
      <NewCallFlow isOpen={isMaking} onClose={() => setIsMaking(false)} />
    </Page>
  );
}

const CallFlowRow = ({ flow }: { flow: CallFlowSummary }) => (
  <li>
    <Link to="/call-flows/$id" params={{ id: flow.id }} className={rows.row}>
      <span className={rows.words}>
        <Cut className={rows.name}>{flow.name}</Cut>
        <span className={rows.about}>{t("callFlows.steps", { count: flow.nodeCount })}</span>
      </span>
      <span className={rows.aside}>
        <Time at={flow.updatedAt} />
      </span>
    </Link>
  </li>
);
