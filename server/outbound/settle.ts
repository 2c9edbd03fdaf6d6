import type { Sent } from "../../connectors/contract.ts";
import type { DeliveryState } from "../contract/conversations.ts";
import { addressOf, markOf, topicMarkOf, topicText } from "../ingest/prepare-letter.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob } from "../lib/jobs.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Attempt } from "./claim.ts";
import { keepRefused } from "./keep-refused.ts";
import type { Outcome } from "./outcome.ts";

const stateOfDelivery = { sent: "sent", queued: "failed", failed: "failed", unknown: "unknown" } as const;

/** Keeps how an attempt ended. Once only: an attempt that somebody else has settled meanwhile stays as it is. */
export async function settle(
  deps: Pick<Deps, "pool" | "clock">,
  attempt: Attempt,
  outcome: Outcome,
): Promise<void> {
  const { interactionId, conversationId, deliveryId } = attempt;
  await transact(deps, async (tx) => {
    await tx.client.query("select from conversations where id = $1 for no key update", [conversationId]);
    const retryInMs = outcome.state === "queued" ? outcome.retryInMs : undefined;
    const retryAt = retryInMs === undefined ? undefined : new Date(deps.clock.now().getTime() + retryInMs);
    const { rowCount } = await tx.client.query(
      `update deliveries set state = $2, detail = $3, is_final = $4, retry_at = $5, ended_at = now()
      where id = $1 and state = 'sending'`,
      [deliveryId, stateOfDelivery[outcome.state], outcome.detail, outcome.state !== "queued", retryAt],
    );
    if (rowCount === 0) return;
    const { rows } = await tx.client.query<{ from: DeliveryState }>(
      `update interactions i set
        state = case when was.state = 'sending' then $2 else was.state end,
        failure = case when was.state = 'sending' then $3 else i.failure end, external_id = coalesce($4, i.external_id),
        sent_at = case when $2 = 'sent' then now() else i.sent_at end,
        version = i.version + 1, updated_at = now()
      from (select id, state from interactions where id = $1 for no key update) was
      where i.id = was.id returning was.state as "from"`,
      [
        interactionId,
        outcome.state,
        failureOf(outcome),
        outcome.state === "sent" ? outcome.externalId : undefined,
      ],
    );
    // A receipt may be quicker than the provider's answer: delivered stays delivered.
    if (rows[0]?.from === "sending") {
      tx.append({
        type: "interaction.stateChanged",
        conversationId,
        data: { interactionId, state: { from: "sending", to: outcome.state } },
      });
    }
    if (outcome.state === "sent") {
      await planFollowUp(tx, deps, attempt);
      await leaveTrail(tx, attempt, outcome);
      await keepRefused(tx, attempt, outcome);
    }
    // At once is what the running job does next by itself.
    if (retryAt && retryInMs)
      await addJob(
        tx,
        "sendInteraction",
        { interactionId },
        { runAt: retryAt, key: `send:${interactionId}` },
      );
  });
}

/**
 * What answers a letter names it as the provider does, who may have given it another id than it was sent with; or it
 * names nothing, and comes from one of those whom it went to, on its topic.
 */
async function leaveTrail(tx: Tx, { interactionId, channelId }: Attempt, { externalId, trail }: Sent) {
  const topic = topicText(trail?.topic ?? "");
  const marks = [
    ...(externalId ? [markOf("id", externalId)] : []),
    ...(topic && trail ? trail.to.map((address) => topicMarkOf(addressOf(address), topic)) : []),
  ];
  await tx.client.query(
    `insert into trail_marks (mark, channel_id, interaction_id)
    select unnest($1::uuid[]), id, $3 from channels where id = $2 and letters on conflict do nothing`,
    [marks, channelId, interactionId],
  );
  if (topic)
    await tx.client.query("update letters set topic = $2 where interaction_id = $1", [interactionId, topic]);
}

async function planFollowUp(
  tx: Tx,
  { clock }: Pick<Deps, "clock">,
  { interactionId, channelId }: Attempt,
): Promise<void> {
  const { rows } = await tx.client.query<{ minutes: number | null }>(
    `select (rules -> 'followUp' ->> 'afterMinutes')::int as minutes from channels where id = $1`,
    [channelId],
  );
  const minutes = rows[0]?.minutes;
  if (!minutes) return;
  const runAt = new Date(clock.now().getTime() + minutes * 60_000);
  await addJob(tx, "followUp", { interactionId }, { runAt, key: `followUp:${interactionId}` });
}

/** Shown while it waits for its next attempt, too. */
const failureOf = (outcome: Outcome) => (outcome.state === "sent" ? null : outcome.detail);
