import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";

/** A caller in the queue at Twilio. */
interface Waiting {
  callSid: string;
  queueSid: string;
}

/**
 * Music cannot be ended by a document: where it is longer than the next tick may wait, that is looked at from here. On a
 * node that dies meanwhile it comes when the music is over.
 */
export function setTick(running: RunningNumber, waiting: Waiting, seconds: number): void {
  forgetTick(running, waiting.callSid);
  if (running.stopping.signal.aborted) return;
  const look = () =>
    tick(running, waiting).catch((err) =>
      running.context.log.warn({ err }, "A waiting caller could not be looked after in time"),
    );
  running.ticks.set(waiting.callSid, setTimeout(look, seconds * 1_000).unref());
}

export function forgetTick({ ticks }: RunningNumber, callSid: string): void {
  clearTimeout(ticks.get(callSid));
  ticks.delete(callSid);
}

export function forgetTicks(running: RunningNumber): void {
  for (const callSid of [...running.ticks.keys()]) forgetTick(running, callSid);
}

async function tick(running: RunningNumber, waiting: Waiting): Promise<void> {
  const { client, context, ticks, at } = running;
  ticks.delete(waiting.callSid);
  const input = { type: "tick", position: null, expectedWaitSeconds: null } as const;
  const last = (await context.calls.tell(waiting.callSid, input)).at(-1);
  if (!last) return;
  const goesOn = last.type === "wait" && last.prompts.length === 0 && last.tickAfterSeconds > 0;
  if (goesOn) return setTick(running, waiting, last.tickAfterSeconds);
  // Asked of the queue and not of the call, so that who has left it meanwhile stays where they are.
  const member = client.queues(waiting.queueSid).members(waiting.callSid);
  await askLiving(member.update({ url: at("/voice/next") }));
}
