import { findHoursOf } from "../calls/find-hours-of.ts";
import { isOpenAt } from "../lib/business-time.ts";
import type { Deps } from "../lib/deps.ts";

/** Whether it is within the channel's office hours, or the workspace's where it has none of its own. */
export async function isChannelOpen(
  { db, clock }: Pick<Deps, "db" | "clock">,
  channelId: string,
): Promise<boolean> {
  return isOpenAt(clock.now(), await findHoursOf({ db }, channelId));
}
