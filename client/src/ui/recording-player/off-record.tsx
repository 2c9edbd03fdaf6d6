import type { Recording } from "../../../../server/contract/recordings.ts";
import { t } from "../../lib/i18n.ts";
import { runningSpan } from "../../lib/time.ts";
import classes from "./recording-player.module.css";
import type { Playback } from "./use-playback.ts";

type Spans = Recording["offRecord"];

/** Over the waveform, so that a pause does not look as if nobody had said anything. */
export const OffRecordBands = ({ offRecord, lengthMs }: Pick<Recording, "offRecord" | "lengthMs">) =>
  offRecord.map(({ fromMs, toMs, reason }) => (
    <span
      key={fromMs}
      className={classes.off}
      data-reason={reason}
      style={{ left: `${(100 * fromMs) / lengthMs}%`, width: `${(100 * (toMs - fromMs)) / lengthMs}%` }}
      aria-hidden
    />
  ));

/** The same in words; a press goes to where it begins. */
export function OffRecordList({ offRecord, seek }: { offRecord: Spans } & Pick<Playback, "seek">) {
  if (offRecord.length === 0) return null;
  return (
    <ul className={classes.offList} aria-label={t("recordings.off.list")}>
      {offRecord.map(({ fromMs, toMs, reason }) => (
        <li key={fromMs}>
          <button type="button" className={classes.offSpan} onClick={() => seek(fromMs)}>
            <span className={classes.offMark} data-reason={reason} aria-hidden />
            {t(`recordings.off.${reason}`)} {spanWords(runningSpan(fromMs), runningSpan(toMs))}
          </button>
        </li>
      ))}
    </ul>
  );
}

const spanWords = (from: string, to: string) => (from === to ? from : t("recordings.off.span", { from, to }));
