import type { Outbound, Sent } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import { type Outcome, outcomeOf, sentOutcome } from "./outcome.ts";
import type { Route } from "./route.ts";

const limitMs = 60_000;

/** Gives a message to its channel's connector, for the nth time, and says how that ended; never throws. */
export async function handOver(
  { log }: Pick<Deps, "log">,
  route: Extract<Route, { way: "open" }>,
  message: Outbound,
  nth: number,
): Promise<Outcome> {
  try {
    return sentOutcome(await inTime(route.send(message)));
  } catch (error) {
    const outcome = outcomeOf(error, nth, route.refusesDuplicates);
    const err = route.scrub(error);
    log.warn({ err, interactionId: message.key, state: outcome.state }, "An answer was not sent");
    return route.scrub(outcome);
  }
}

/** A connector has its own limits; this one only keeps a stuck one from holding up everybody's answers. */
async function inTime(sending: Promise<Sent>): Promise<Sent> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("The connector took longer than 60 seconds.")), limitMs);
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
