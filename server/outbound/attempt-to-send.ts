import type { Outbound } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import type { Attempt } from "./claim.ts";
import { handOver } from "./hand-over.ts";
import { loadOutbound } from "./load-outbound.ts";
import { later, type Outcome } from "./outcome.ts";
import type { Route } from "./route.ts";

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
  return handOver(deps, route, message, attempt.nth);
}
