import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { RoutedInteraction, RoutingRule } from "../../../../../server/contract/queues.ts";
import { call } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { FormError } from "../../../ui/form-error.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { asSent } from "./conditions.ts";
import { RoutedRow } from "./routed-row.tsx";
import classes from "./rules.module.css";

/** Where the last messages would have gone by the rules as they stand here, saved or not; those that change first. */
export function DryRun({ rules, canRun }: { rules: RoutingRule[]; canRun: boolean }) {
  const run = useMutation({
    mutationFn: (tried: RoutingRule[]) =>
      call("POST /routing-rules/dry-run", { body: { rules: tried.map(asSent) } }),
  });
  const routed = run.data ?? [];
  const changed = routed.filter(isChanged);
  const isStale = run.variables !== rules;
  return (
    <section className={classes.dryRun} aria-labelledby="dry-run">
      <header className={classes.dryHead}>
        <h2 id="dry-run">{t("queues.dryRun.title")}</h2>
        <Button
          variant="default"
          disabled={!canRun}
          loading={run.isPending}
          onClick={() => run.mutate(rules)}
        >
          {t("queues.dryRun.run")}
        </Button>
      </header>
      <p className={classes.intro}>{t("queues.dryRun.intro")}</p>
      <FormError error={run.error} />
      {run.isPending && !run.data && <SkeletonRows count={6} height={64} />}
      {run.data && (
        <>
          <p role="status" className={classes.sum}>
            {routed.length === 0
              ? t("queues.dryRun.empty")
              : t("queues.dryRun.sum", { count: changed.length, all: routed.length })}
            {isStale && ` ${t("queues.dryRun.stale")}`}
          </p>
          <ol className={classes.routed} data-stale={isStale || undefined}>
            {[...changed, ...routed.filter((one) => !isChanged(one))].map((one) => (
              <RoutedRow key={one.interactionId} routed={one} rules={run.variables ?? []} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

const isChanged = ({ currentQueueId, queueId }: RoutedInteraction) => currentQueueId !== queueId;
