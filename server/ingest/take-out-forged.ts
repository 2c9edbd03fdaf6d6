import { and, eq } from "drizzle-orm";
import { newId } from "../../db/schema/columns.ts";
import { interactions } from "../../db/schema/index.ts";
import { type Held, holdForHub } from "../conversations/hold.ts";
import { notFound } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import { asItem } from "./adopt.ts";
import { firstStatus } from "./decide-conversation.ts";
import { type HeldInteraction, whereIs } from "./hold-interaction.ts";
import { isAloneWithAnswers } from "./is-alone-with-answers.ts";
import { lockKeys } from "./lock-keys.ts";
import { moveParticipants } from "./move-participants.ts";
import { openBeside } from "./open-beside.ts";
import { passToContact } from "./pass-to-contact.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { relocate } from "./relocate.ts";
import { separateContact } from "./separate-contact.ts";

/**
 * Does with a letter, once its sender is found forged, what would have been done had that been known when it came: it
 * joins nobody's card and no conversation by its address alone. What a signature of ours joined, or a person put
 * somewhere, stays there; what we answered takes the answer along where nobody else has written.
 */
export async function takeOutForged(tx: Tx, interactionId: string, now: Date): Promise<void> {
  const item = await readItem(tx, interactionId);
  await lockKeys(tx.client, [item.lockKey, ...item.proven.map(({ key }) => key)]);
  const { held, letter } = await holdLetter(tx, interactionId);
  const contactId = await separateContact(tx, { letter, item, now });
  const interaction = await keepWhy(tx, { letter, contactId, now });
  if (await isAloneWithAnswers(tx, held.id, interaction.position))
    await passToContact(tx, held, { from: letter.contactId, to: contactId, now });
  else if (item.message?.trail && !isPlaced(letter))
    await leave(tx, { held, interaction, item, contactId, now });
}

async function readItem(tx: Tx, id: string): Promise<Prepared> {
  const { rows } = await tx.client.query<{ channelId: string; item: Buffer; receivedAt: Date }>(
    `select channel_id as "channelId", item, received_at as "receivedAt" from inbound where id = $1`,
    [id],
  );
  const [row] = rows;
  const item = row && prepare({ ...row, id, item: asItem(row.item), size: row.item.length });
  if (!item) throw notFound("message as it came in");
  return item;
}

/** Whoever moves it meanwhile holds the conversation that it leaves. */
async function holdLetter(tx: Tx, id: string): Promise<{ held: Held; letter: HeldInteraction }> {
  for (;;) {
    const held = await holdForHub(tx, await whereIs(tx, id));
    if (!held) throw notFound("conversation");
    const [letter] = await tx.db
      .select()
      .from(interactions)
      .where(and(eq(interactions.id, id), eq(interactions.conversationId, held.id)))
      .for("no key update");
    if (letter) return { held, letter };
  }
}

async function keepWhy(
  tx: Tx,
  { letter, contactId, now }: { letter: HeldInteraction; contactId: string; now: Date },
): Promise<HeldInteraction> {
  const { thread, contact, ...others } = letter.why ?? { thread: [], contact: [], routing: [] };
  const why = {
    ...others,
    thread: [...thread, { signal: "trail.foundForged" }],
    contact: contact.map((one) => (contactId === letter.contactId ? one : { ...one, signal: "claim" })),
  };
  const changes = { contactId, why, version: letter.version + 1, updatedAt: now };
  await tx.db.update(interactions).set(changes).where(eq(interactions.id, letter.id));
  return { ...letter, ...changes };
}

const isPlaced = ({ why }: HeldInteraction) =>
  why?.thread.some(({ signal }) => signal === "trail.signed") || why?.moved?.some(({ by }) => by);

async function leave(
  tx: Tx,
  letter: { held: Held; interaction: HeldInteraction; item: Prepared; contactId: string; now: Date },
): Promise<void> {
  const { held: from, interaction, item, contactId, now } = letter;
  const status = item.message ? firstStatus(item.message) : "open";
  const to = await openBeside(tx, from, {
    thread: newId(),
    contactId,
    subject: item.message?.subject ?? null,
    status,
    resolvedAt: status === "resolved" ? now : null,
    now,
  });
  await relocate(tx, { from, to, interaction, now });
  await moveParticipants(tx, {
    fromId: from.id,
    toId: to.id,
    addresses: item.message?.trail?.outsiders ?? [],
  });
}
