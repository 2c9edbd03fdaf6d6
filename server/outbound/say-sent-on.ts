import { addEntry, type Held, holdForHub, saveConversation } from "../conversations/hold.ts";
import type { Deps } from "../lib/deps.ts";
import type { JobHandler } from "../lib/jobs.ts";
import { cut } from "../lib/plain-text.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Unread } from "./find-unread.ts";
import type { Outcome } from "./outcome.ts";

type SayDeps = Pick<Deps, "pool" | "clock">;

interface SentOn {
  conversationId: string;
  channelId: string;
  /** The last of the answers, by which the letter is named. */
  interactionId: string;
  count: number;
}

/** Says on the timeline how sending on went. */
export async function saySentOn(
  deps: SayDeps,
  { conversationId, byChannelId: channelId, messages }: Unread,
  outcome: Exclude<Outcome, { state: "queued" }>,
): Promise<void> {
  const interactionId = messages.at(-1)?.id ?? "";
  const sentOn = { conversationId, channelId, interactionId, count: messages.length };
  await say(deps, sentOn, outcome.state === "sent" ? undefined : outcome.detail);
}

/** The same where a bounce tells it later. */
export function createSayBounced(deps: SayDeps): JobHandler<"sayFollowUpBounced"> {
  return async ({ interactionId, channelId, reason }) => {
    const { rows } = await deps.pool.query<Pick<SentOn, "conversationId" | "count">>(togetherSql, [
      interactionId,
    ]);
    if (rows[0]) await say(deps, { ...rows[0], channelId, interactionId }, reason);
  };
}

// What went together was marked at the same time.
const togetherSql = `
  select i.conversation_id as "conversationId", count(*)::int as count
  from interactions i join follow_ups f on f.interaction_id = i.id
    join interactions o on o.conversation_id = i.conversation_id
    join follow_ups g on g.interaction_id = o.id and g.created_at = f.created_at
  where i.id = $1 group by 1`;

const longestReason = 500;

async function say(deps: SayDeps, { conversationId, ...values }: SentOn, reason: string | undefined) {
  await transact(deps, async (tx) => {
    const held = await holdForHub(tx, conversationId);
    if (!held) return;
    if (reason === undefined) await addEntry(tx, held, undefined, "conversation.followedUp", values);
    else if (await wasSaid(tx, held, values.interactionId)) return;
    else {
      const failed = { ...values, reason: cut(reason, longestReason) };
      await addEntry(tx, held, undefined, "conversation.notFollowedUp", failed);
    }
    await saveConversation(tx, held, deps.clock.now());
  });
}

/** Several bounces may speak of one letter. */
async function wasSaid(tx: Tx, { id }: Held, interactionId: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `select from interactions where conversation_id = $1 and kind = 'system'
      and data @> jsonb_build_object('what', 'conversation.notFollowedUp', 'interactionId', $2::text)`,
    [id, interactionId],
  );
  return rowCount !== 0;
}
