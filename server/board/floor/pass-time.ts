import type { Change } from "./change.ts";
import { countTime } from "./person-state.ts";
import { minuteOf, quarterOf } from "./quarters.ts";
import type { Floor, FloorQueue } from "./state.ts";
import { forgetOld } from "./tally.ts";

/** How many minutes a queue's line goes back. */
export const keptMinutes = 60;

/** Time goes on to the change's moment with everything as it was. */
export function passTime(change: Change): void {
  const { floor, at } = change;
  const quarter = quarterOf(at);
  if (quarter > quarterOf(floor.at)) {
    for (const person of floor.people.values()) countTime(change, person, quarter);
    forgetOld(floor.tallies, at);
  }
  if (minuteOf(at) > minuteOf(floor.at)) {
    for (const queue of floor.queues.values()) queue.waitingByMinute = waitingByMinute(floor, queue, at);
  }
  floor.at = at;
}

/** How many waited as each minute up to `at` began, where nothing changed since the floor's last event. */
export function waitingByMinute(floor: Floor, queue: FloorQueue, at: number): number[] {
  const minutes = Math.min(minuteOf(at) - minuteOf(floor.at), keptMinutes);
  if (minutes <= 0) return queue.waitingByMinute;
  const line = [...queue.waitingByMinute, ...Array(minutes).fill(countWaiting(floor, queue))];
  return line.slice(-keptMinutes);
}

export function countWaiting({ items }: Floor, { itemIds }: FloorQueue): number {
  let count = 0;
  for (const id of itemIds) if (items.get(id)?.state === "waiting") count++;
  return count;
}
