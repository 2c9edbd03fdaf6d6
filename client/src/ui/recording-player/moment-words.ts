import type { Recording } from "../../../../server/contract/recordings.ts";
import { t } from "../../lib/i18n.ts";
import { runningSpan } from "../../lib/time.ts";

/** What a moment is told by to who cannot see it. */
export function momentWords(
  { offRecord, lengthMs }: Pick<Recording, "offRecord" | "lengthMs">,
  atMs: number,
) {
  const words = t("recordings.at", { at: runningSpan(atMs), length: runningSpan(lengthMs) });
  const span = offRecord.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  return span ? `${words}, ${t(`recordings.off.${span.reason}`)}` : words;
}
