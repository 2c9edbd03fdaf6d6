import type { HeldCall } from "../hold-call.ts";

/** What they hear first, and the way. */
const onTheWayMs = 30_000;

/** The caller comes by themselves, and is to be brought by nobody meanwhile. */
export function letCome({ call, now }: Pick<HeldCall, "call" | "now">): void {
  Object.assign(call, onTheWay(now));
}

export const onTheWay = (now: Date) => ({
  meeting: null,
  meetingUntil: new Date(now.getTime() + onTheWayMs),
});
