import { t } from "../../../lib/i18n.ts";
import { countdown } from "../../../lib/time.ts";
import { useSeconds } from "../../../lib/use-seconds.ts";
import { hubNow } from "../../../lib/work.ts";
import classes from "./wrap-up.module.css";

const nearMs = 15_000;

export function WrapUpClock({ endsAt }: { endsAt: string | null }) {
  useSeconds();
  if (!endsAt) return null;
  const left = Date.parse(endsAt) - hubNow();
  return (
    <span className={classes.clock} role="timer" data-near={left < nearMs || undefined}>
      {t("inbox.wrapUp.left", { span: countdown(left) })}
    </span>
  );
}
