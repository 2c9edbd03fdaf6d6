import { Button } from "@mantine/core";
import type { Me } from "../../../../../server/contract/people.ts";
import { t } from "../../../lib/i18n.ts";
import { useChangeMe } from "../../../lib/session.ts";
import { countdown } from "../../../lib/time.ts";
import { errorToast } from "../../../lib/toast.ts";
import { useSeconds } from "../../../lib/use-seconds.ts";
import { hubNow, isInHand, useMyWork } from "../../../lib/work.ts";
import classes from "./work-bar.module.css";

/** What a person must know who is away, perhaps without having said so: why, what goes back and when, and the way back. */
export function WorkNotices({ me }: { me: Me }) {
  const change = useChangeMe();
  const handBack = useHandBack();
  const isAway = me.availability !== "ready" && me.availability !== "busy";
  const reason = isAway ? reasonOf(me) : undefined;
  if (!reason && !handBack) return <div role="status" />;
  return (
    <div role="status">
      <div className={classes.notice}>
        {reason && <span>{reason}</span>}
        {handBack && <HandBack {...handBack} />}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            change.mutate(
              { availability: "ready", awayReason: null },
              { onError: (error) => errorToast(error) },
            )
          }
        >
          {t("work.notices.back")}
        </Button>
      </div>
    </div>
  );
}

/** How much goes back, and when by the hub's clock. */
function useHandBack(): { count: number; at: number } | undefined {
  const work = useMyWork();
  const count = work?.items.filter((item) => isInHand(item) && !item.isResting && item.queueId).length ?? 0;
  return work?.handBackAt && count > 0 ? { count, at: Date.parse(work.handBackAt) } : undefined;
}

function HandBack({ count, at }: { count: number; at: number }) {
  useSeconds();
  return (
    <>
      <span aria-hidden>{t("work.notices.handBack", { count, span: countdown(at - hubNow()) })}</span>
      <span className="unseen">{t("work.notices.handBackSoon", { count })}</span>
    </>
  );
}

function reasonOf({ availabilityBy, availability }: Me): string | undefined {
  if (availabilityBy === "missedOffers") return t("work.notices.missedOffers");
  if (availabilityBy === "supervisor") {
    const word = t(`common.availability.${availability}`).toLocaleLowerCase();
    return t("work.notices.bySupervisor", { availability: word });
  }
  return undefined;
}
