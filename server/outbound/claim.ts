import { newId } from "../../db/schema/columns.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { isNodeAlive } from "../lib/worker-beat.ts";
import { findUnsent, type Unsent } from "./unsent.ts";

/** One attempt that this node makes. */
export interface Attempt {
  interactionId: string;
  conversationId: string;
  channelId: string;
  deliveryId: string;
  /** Counted from the last order to send, from 1. */
  nth: number;
}

export type Claim =
  | { what: "attempt"; attempt: Attempt }
  /** Found half-way, and whoever sent it is gone. */
  | { what: "halfWay"; attempt: Attempt }
  /** Somebody else is at it. */
  | { what: "busy"; interactionId: string }
  /** Nothing to send now. */
  | { what: "nothing" };

/**
 * Takes the next answer of a conversation, in the order in which they were written: while one is under way or waits for
 * its next attempt, those after it wait too. Marks the attempt before anything leaves the house; `inHand` holds what
 * this process is at, before others can read the mark.
 */
export async function claimNext(
  deps: Pick<Deps, "pool" | "nodeId" | "clock">,
  conversationId: string,
  inHand: Set<string>,
): Promise<Claim> {
  let claim: Claim | undefined;
  const letGo = () => {
    if (claim && "attempt" in claim) inHand.delete(claim.attempt.interactionId);
  };
  try {
    return await transact(deps, async (tx) => {
      letGo();
      claim = await decide(deps, tx, conversationId, inHand);
      if ("attempt" in claim) inHand.add(claim.attempt.interactionId);
      return claim;
    });
  } catch (error) {
    letGo();
    throw error;
  }
}

async function decide(
  deps: Pick<Deps, "nodeId" | "clock">,
  tx: Tx,
  conversationId: string,
  inHand: Set<string>,
): Promise<Claim> {
  const unsent = await findUnsent(tx, conversationId);
  if (!unsent) return { what: "nothing" };
  if (unsent.state === "sending") return judgeHalfWay(deps, tx, unsent, inHand);
  if (unsent.retryAt && unsent.retryAt > deps.clock.now()) return { what: "nothing" };
  return { what: "attempt", attempt: await markSending(deps, tx, unsent) };
}

async function judgeHalfWay(
  deps: Pick<Deps, "nodeId">,
  tx: Tx,
  unsent: Unsent,
  inHand: Set<string>,
): Promise<Claim> {
  const { interactionId, nodeId, deliveryId } = unsent;
  const isOurs = nodeId === deps.nodeId;
  const isAlive = isOurs ? inHand.has(interactionId) : nodeId && (await isNodeAlive(tx.client, nodeId));
  if (isAlive || !deliveryId) return { what: "busy", interactionId };
  // From now on it is ours to decide: whoever finds it next sees that we are alive.
  await tx.client.query("update deliveries set node_id = $2 where id = $1", [deliveryId, deps.nodeId]);
  return { what: "halfWay", attempt: { ...unsent, deliveryId, nth: unsent.attempts } };
}

async function markSending(deps: Pick<Deps, "nodeId">, tx: Tx, unsent: Unsent): Promise<Attempt> {
  const { interactionId, conversationId, channelId } = unsent;
  const deliveryId = newId();
  await tx.client.query(
    `insert into deliveries (id, interaction_id, channel_id, attempt, state, node_id)
    values ($1, $2, $3, $4, 'sending', $5)`,
    [deliveryId, interactionId, channelId, unsent.lastAttempt + 1, deps.nodeId],
  );
  await tx.client.query(
    "update interactions set state = 'sending', failure = null, version = version + 1, updated_at = now() where id = $1",
    [interactionId],
  );
  tx.append({
    type: "interaction.stateChanged",
    conversationId,
    data: { interactionId, state: { from: "queued", to: "sending" } },
  });
  return { interactionId, conversationId, channelId, deliveryId, nth: unsent.attempts + 1 };
}
