import type { Call } from "../../../../server/contract/calls.ts";
import { isOver, lengthOf } from "../../lib/calls.ts";
import { t } from "../../lib/i18n.ts";
import { runningSpan } from "../../lib/time.ts";
import { useSeconds } from "../../lib/use-seconds.ts";
import { hubNow } from "../../lib/work.ts";

/** From the answer on; it runs while the call does, and nothing is there where nobody answered. */
export function CallLength({ call }: { call: Call }) {
  if (call.answeredAt === null) return null;
  return isOver(call) ? <Length call={call} now={0} /> : <Running call={call} />;
}

function Running({ call }: { call: Call }) {
  useSeconds();
  return <Length call={call} now={hubNow()} />;
}

function Length({ call, now }: { call: Call; now: number }) {
  const span = runningSpan(lengthOf(call, now) ?? 0);
  return (
    <span>
      <span className="unseen">{t("calls.length", { span })}</span>
      <span aria-hidden>{span}</span>
    </span>
  );
}
