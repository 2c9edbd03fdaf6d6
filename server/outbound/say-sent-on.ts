import { addEntry, type Held, holdForHub, saveConversation } from "../conversations/hold.ts";
import type { Deps } from "../lib/deps.ts";
import type { JobHandler } from "../lib/jobs.ts";
import { cut } from "../lib/plain-text.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { findSentOn, type SentOn } from "./find-sent-on.ts";
import type { Outcome } from "./outcome.ts";

type SayDeps = Pick<Deps, "pool" | "clock">;

/** Keeps how sending on went, and says it on the timeline; once, whoever comes to know it. */
export async function settleSentOn(
  deps: SayDeps,
  sentOn: SentOn,
  outcome: Exclude<Outcome, { state: "queued" }>,
): Promise<void> {
  await transact(deps, async (tx) => {
    const { rowCount } = await tx.client.query(
      "update follow_ups set state = 'done' where attempt_id = $1 and state = 'sending'",
      [sentOn.attemptId],
    );
    if (rowCount === 0) return;
    const failure =
      outcome.state === "sent"
        ? undefined
        : { reason: outcome.detail, isUnsure: outcome.state === "unknown" };
    await saySentOn(tx, sentOn, failure, deps.clock.now());
  });
}

/** The same where a bounce tells it later. */
export function createSayBounced(deps: SayDeps): JobHandler<"sayFollowUpBounced"> {
  return async ({ interactionId, reason }) => {
    const sentOn = await findSentOn(deps, interactionId);
    if (sentOn) await transact(deps, (tx) => saySentOn(tx, sentOn, { reason }, deps.clock.now()));
  };
}

const longestReason = 500;

interface Failure {
  reason: string;
  /** It may have been sent all the same. */
  isUnsure?: boolean;
}

/** That it went, or why not. */
export async function saySentOn(
  tx: Tx,
  { conversationId, interactionId, channelId, count }: SentOn,
  failure: Failure | undefined,
  now: Date,
): Promise<void> {
  const held = await holdForHub(tx, conversationId);
  if (!held) return;
  const values = { channelId, interactionId, count };
  if (!failure) await addEntry(tx, held, undefined, "conversation.followedUp", values);
  else if (await wasSaid(tx, held, interactionId)) return;
  else {
    const { reason, isUnsure } = failure;
    const failed = { ...values, reason: cut(reason, longestReason), ...(isUnsure && { isUnsure }) };
    await addEntry(tx, held, undefined, "conversation.notFollowedUp", failed);
  }
  await saveConversation(tx, held, now);
}

/** Several bounces may speak of one letter; the first says more than that it may not have been sent. */
async function wasSaid(tx: Tx, { id }: Held, interactionId: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `select from interactions where conversation_id = $1 and kind = 'system'
      and data @> jsonb_build_object('what', 'conversation.notFollowedUp', 'interactionId', $2::text)
      and not data ? 'isUnsure'`,
    [id, interactionId],
  );
  return rowCount !== 0;
}
