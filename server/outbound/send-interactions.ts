import type { Deps } from "../lib/deps.ts";
import { addJob, type JobHandler } from "../lib/jobs.ts";
import { transact } from "../lib/transact.ts";
import { attemptToSend } from "./attempt-to-send.ts";
import { type Attempt, claimNext } from "./claim.ts";
import type { OutboundPorts } from "./jobs.ts";
import { keepAnyway } from "./keep-anyway.ts";
import { createLanes } from "./lanes.ts";
import { type Outcome, outcomeOfHalfWay } from "./outcome.ts";
import type { Route } from "./route.ts";
import { settle } from "./settle.ts";

/** By then whoever is at it is done, or known to be gone. */
const lookAgainMs = 15_000;
const handOnMs = 500;
const whileSlowMs = 2_000;

/**
 * The job that sends: its interaction, and whatever else waits in the same conversation, in order. The order is kept
 * here, as the job library's named queues cost every fetch a lock on each of them.
 */
export function createSender(
  deps: Deps,
  { findRoute, onSent }: OutboundPorts,
): JobHandler<"sendInteraction"> {
  const inHand = new Set<string>();
  const lanes = createLanes();

  async function conclude(attempt: Attempt, work: () => Promise<Outcome>) {
    const leave = lanes.enter(attempt.channelId);
    try {
      const outcome = await work().finally(leave);
      await keepAnyway(deps, attempt.interactionId, () => settle(deps, attempt, outcome));
      if (outcome.state === "sent") onSent(attempt.channelId);
    } finally {
      inHand.delete(attempt.interactionId);
    }
  }

  return async function sendInteraction({ interactionId }, stopping) {
    const target = await findTarget(deps, interactionId);
    if (!target) return;
    for (;;) {
      // The jobs of those that wait behind it may have been here already.
      if (stopping.aborted) return again(deps, interactionId, 0);
      if (!lanes.hasRoom(target.channelId))
        return again(deps, interactionId, whileSlowMs * (1 + Math.random()));
      const route = await findRoute(target.channelId);
      // The worker of the node that holds the connection gets it sooner or later.
      if (route.way === "elsewhere") return again(deps, interactionId, handOnMs);
      const claim = await claimNext(deps, target.conversationId, inHand);
      if (claim.what === "nothing") return;
      if (claim.what === "busy") {
        // Whoever sends another one of this conversation comes to ours next.
        if (claim.interactionId === interactionId) await again(deps, interactionId, lookAgainMs);
        return;
      }
      await conclude(claim.attempt, async () =>
        claim.what === "halfWay"
          ? outcomeOfHalfWay(refusesDuplicates(route))
          : attemptToSend(deps, claim.attempt, route),
      );
    }
  };
}

const refusesDuplicates = (route: Route) => "refusesDuplicates" in route && route.refusesDuplicates;

async function findTarget(deps: Deps, interactionId: string) {
  const { rows } = await deps.pool.query<{ conversationId: string; channelId: string }>(
    `select c.id as "conversationId", c.channel_id as "channelId" from interactions i
    join conversations c on c.id = i.conversation_id where i.id = $1`,
    [interactionId],
  );
  return rows[0];
}

async function again(deps: Deps, interactionId: string, inMs: number) {
  const runAt = new Date(deps.clock.now().getTime() + inMs);
  await transact(deps, (tx) =>
    addJob(tx, "sendInteraction", { interactionId }, { runAt, key: `send:${interactionId}` }),
  );
}
