import { recordStateOf } from "../asks/ask-to-record.ts";
import type { CallRow, HeldCall } from "../hold-call.ts";

/**
 * Notes on the call's clock when nothing of it is to be kept: paused, on hold, with nobody, not to be recorded. People's browsers
 * hear of that later, or not at all; what they sent of such a span is left out when their sound is joined.
 */
export function noteOffRecord({ call, before, now }: HeldCall): void {
  const isOn = isOnRecord(call);
  if (isOn === isOnRecord(before.call)) return;
  const at = call.answeredAt ? Math.max(0, now.getTime() - call.answeredAt.getTime()) : 0;
  const last = call.offRecord.at(-1);
  if (!isOn) call.offRecord = [...call.offRecord, [at, null]];
  // It begins off the record, before anybody talks.
  else if (!last) call.offRecord = at > 0 ? [[0, at]] : [];
  else call.offRecord = [...call.offRecord.slice(0, -1), [last[0], at]];
}

const isOnRecord = (call: CallRow) => recordStateOf(call) === "on" && !call.isHeld;
