import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { RoutingRule } from "../../../../../server/contract/queues.ts";
import { request } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../../lib/session.ts";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import { FormError } from "../../../ui/form-error.tsx";
import { Page } from "../../../ui/page-header.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { QueuesHeader } from "../queues-header.tsx";
import { DryRun } from "./dry-run.tsx";
import { RuleList } from "./rule-list.tsx";
import classes from "./rules.module.css";
import { useRules } from "./use-rules.ts";

/** The rules on arrival; an admin tries changes on what came in before keeping them. */
export function RulesPage() {
  const { data, error, refetch } = useQuery(request("GET /routing-rules"));
  if (data) return <Rules saved={data} />;
  return (
    <Page header={<QueuesHeader part="rules" />}>
      {error ? (
        <ErrorPanel error={error} retry={() => void refetch()} />
      ) : (
        <SkeletonRows count={4} height={72} />
      )}
    </Page>
  );
}

function Rules({ saved }: { saved: RoutingRule[] }) {
  const isAdmin = isAtLeast(useMe(), "admin");
  const { rules, isChanged, areComplete, set, add, addedId, save, discard } = useRules(saved);
  return (
    <Page
      header={
        <QueuesHeader
          part="rules"
          actions={
            isAdmin && (
              <>
                {isChanged && (
                  <Button variant="default" onClick={discard}>
                    {t("queues.rules.discard")}
                  </Button>
                )}
                <Button
                  disabled={!isChanged || !areComplete}
                  loading={save.isPending}
                  onClick={() => save.mutate()}
                >
                  {t("common.save")}
                </Button>
              </>
            )
          }
        />
      }
    >
      <div className={classes.columns}>
        <section className={classes.rules}>
          <p className={classes.intro}>{t("queues.rules.intro")}</p>
          <FormError error={save.error} />
          <RuleList rules={rules} openedId={addedId} isReadOnly={!isAdmin} onChange={set} />
          {isAdmin && (
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add} mt={12}>
              {t("queues.rules.add")}
            </Button>
          )}
        </section>
        {isAdmin && (
          <Panel>
            <DryRun rules={rules} canRun={areComplete} />
          </Panel>
        )}
      </div>
    </Page>
  );
}
