import type { Outbound, Sent } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import type { Attempt } from "./claim.ts";
import { loadOutbound } from "./load-outbound.ts";
import { later, type Outcome, outcomeOf, sentOutcome } from "./outcome.ts";
import type { Route } from "./route.ts";

const limitMs = 60_000;

/** Hands one message to its channel, and says how that ended; never throws. */
export async function attemptToSend(
  deps: Deps,
  attempt: Attempt,
  route: Exclude<Route, { way: "elsewhere" }>,
): Promise<Outcome> {
  if (route.way === "closed") return { state: "failed", detail: route.reason };
  if (route.way === "down") return later(attempt.nth, route.reason);
  let message: Outbound;
  try {
    message = await loadOutbound(deps, attempt, route);
  } catch (err) {
    deps.log.error({ err, interactionId: attempt.interactionId }, "An answer could not be put together");
    return later(attempt.nth, "It could not be put together for sending.");
  }
  try {
    return sentOutcome(await inTime(route.send(message)));
  } catch (error) {
    const outcome = outcomeOf(error, attempt.nth, route.refusesDuplicates);
    const err = route.scrub(error);
    deps.log.warn(
      { err, interactionId: attempt.interactionId, state: outcome.state },
      "An answer was not sent",
    );
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
