import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconChecks, IconClock, IconHelpCircle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { DeliveryState, Interaction } from "../../../../../server/contract/conversations.ts";
import { call } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { errorToast } from "../../../lib/toast.ts";
import { putInteraction } from "../../../realtime/cache/timeline.ts";
import classes from "./message.module.css";

const icons: Record<Exclude<DeliveryState, "received">, typeof IconCheck> = {
  queued: IconClock,
  sending: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
  unknown: IconHelpCircle,
};

/** How far an answer came, and the way to try again where it stopped. */
export function Delivery({ interaction }: { interaction: Interaction }) {
  const { id, state, failure } = interaction;
  const retry = useMutation({
    mutationFn: () => call("POST /interactions/:id/retry", { params: { id } }),
    onSuccess: putInteraction,
    onError: (error) => errorToast(error),
  });
  if (state === "received") return null;
  const Icon = icons[state];
  const meaning = state === "failed" ? "late" : state === "unknown" ? "waiting" : undefined;
  return (
    <span className={classes.delivery} data-meaning={meaning}>
      <Icon size={14} stroke={1.8} aria-hidden />
      <span>{t(`inbox.delivery.${state}`)}</span>
      {meaning && failure && <span dir="auto">: {failure}</span>}
      {meaning && (
        <Button size="compact-xs" variant="subtle" loading={retry.isPending} onClick={() => retry.mutate()}>
          {t(state === "failed" ? "common.retry" : "inbox.delivery.sendAgain")}
        </Button>
      )}
    </span>
  );
}
