import type { Call } from "../calls/call.ts";
import type { Exchange } from "../exchange.ts";
import { makeSid } from "../sid.ts";

export interface Queue {
  sid: string;
  name: string;
  maxSize: number;
  createdAt: number;
  updatedAt: number;
  /** Who waits, the first in front. */
  members: Member[];
}

export interface Member {
  call: Call;
  enqueuedAt: number;
}

const usualMaxSize = 100;

export function makeQueue(exchange: Exchange, name: string, maxSize = usualMaxSize): Queue {
  const now = exchange.clock.now();
  const queue = { sid: makeSid("QU"), name, maxSize, createdAt: now, updatedAt: now, members: [] };
  exchange.queues.set(queue.sid, queue);
  return queue;
}

/** Puts a call at the end of a queue, which is made where it is not there; undefined where it is full. */
export function enqueueCall(exchange: Exchange, name: string, call: Call) {
  const queue = exchange.queues.values().find((one) => one.name === name) ?? makeQueue(exchange, name);
  if (queue.members.length >= queue.maxSize) return undefined;
  const member: Member = { call, enqueuedAt: exchange.clock.now() };
  queue.members.push(member);
  queue.updatedAt = member.enqueuedAt;
  return { queue, member };
}

export function leaveQueue(exchange: Exchange, queue: Queue, member: Member): void {
  queue.members = queue.members.filter((other) => other !== member);
  queue.updatedAt = exchange.clock.now();
}

export const waitSeconds = (exchange: Exchange, member: Member) =>
  Math.round((exchange.clock.now() - member.enqueuedAt) / 1000);

/** Of those who wait now, in whole seconds. */
export function averageWaitSeconds(exchange: Exchange, queue: Queue): number {
  const waits = queue.members.map((member) => waitSeconds(exchange, member));
  return Math.round(waits.reduce((sum, seconds) => sum + seconds, 0) / Math.max(1, waits.length));
}
