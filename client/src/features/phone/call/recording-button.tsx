import { IconPlayerPauseFilled, IconPlayerRecordFilled } from "@tabler/icons-react";
import type { Call } from "../../../../../server/contract/calls.ts";
import { t } from "../../../lib/i18n.ts";
import { useStore } from "../../../lib/store.ts";
import { phone } from "../line/phone-state.ts";
import { CallButton } from "./call-button.tsx";
import classes from "./recording.module.css";

interface RecordingButtonProps {
  call: Call;
  isOff: boolean;
  pause(isPaused: boolean): void;
}

/** Whether what is said is recorded, always in words; a press pauses it, begins it or goes on. */
export function RecordingButton({ call, isOff, pause }: RecordingButtonProps) {
  const isMissing = useStore(phone, (state) => state.unrecorded.includes(call.id));
  if (call.recordingRule === "never") return null;
  if (call.isRecordingRefused)
    return (
      <span className={classes.recording} data-state="refused" role="status">
        {t("calls.recordingRefused")}
      </span>
    );
  const { isPaused, isHeld, isRecordingPending } = call;
  const said = isPaused ? "paused" : isHeld ? "held" : "on";
  const pending = isPaused ? "pausing" : "beginning";
  const state = isMissing ? "missing" : isRecordingPending ? pending : said;
  const goOn = call.recordingRule === "onDemand" ? "begin" : "goOn";
  return (
    <span className={classes.recording} data-state={state}>
      <CallButton
        label={t(`phone.recording.${isPaused ? goOn : "pause"}`)}
        isOff={isOff}
        onClick={() => pause(!isPaused)}
      >
        {isPaused ? <IconPlayerPauseFilled size={14} /> : <IconPlayerRecordFilled size={14} />}
      </CallButton>
      <span role="status" title={isMissing ? t("phone.recording.missingHelp") : undefined}>
        {t(`phone.recording.${state}`)}
      </span>
    </span>
  );
}
