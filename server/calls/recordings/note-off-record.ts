import type { OffRecordSpan } from "../../../db/schema/calls.ts";
import { recordStateOf } from "../asks/ask-to-record.ts";
import type { CallRow, HeldCall } from "../hold-call.ts";

type Reason = OffRecordSpan[2];

/**
 * Notes on the call's clock when nothing of it is to be kept, and why: paused, on hold, with nobody, not to be recorded. People's
 * browsers hear of that later, or not at all; what they sent of such a span is left out when their sound is joined.
 */
export function noteOffRecord({ call, before, now }: HeldCall): void {
  const [reason, was] = [reasonOf(call), reasonOf(before.call)];
  if (reason === was) return;
  const at = call.answeredAt ? Math.max(0, now.getTime() - call.answeredAt.getTime()) : 0;
  const ended = was ? endLast(call.offRecord, was, at) : call.offRecord;
  call.offRecord = reason ? [...ended, [at, null, reason]] : ended;
}

function reasonOf(call: CallRow): Reason | undefined {
  const state = recordStateOf(call);
  if (state !== "on") return state;
  return call.isHeld ? "onHold" : undefined;
}

/** Where there is none it began off the record, before anybody talked. */
function endLast(spans: OffRecordSpan[], reason: Reason, at: number): OffRecordSpan[] {
  const fromMs = spans.at(-1)?.[0] ?? 0;
  const others = spans.slice(0, -1);
  return at > fromMs ? [...others, [fromMs, at, reason]] : others;
}
