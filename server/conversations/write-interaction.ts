import type { z } from "zod";
import type { LetterDraft } from "../contract/letters.ts";
import { attachFiles } from "../files/attach-files.ts";
import { keepLetter } from "../letters/keep-letter.ts";
import { takesLetters } from "../letters/takes-letters.ts";
import { AppError } from "../lib/app-error.ts";
import { addJob } from "../lib/jobs.ts";
import { cut } from "../lib/plain-text.ts";
import type { Tx } from "../lib/transact.ts";
import { giveSight } from "./give-sight.ts";
import { addInteraction, type Held } from "./hold.ts";

/** What a person writes. */
export interface Written {
  kind: "message" | "note";
  text: string;
  clientKey: string;
  fileIds: string[];
  mentions: string[];
  letter?: z.output<typeof LetterDraft>;
}

/** Puts a note, or a message with the job that sends it, at the end; the conversation is still to be saved. */
export async function writeInteraction(
  tx: Tx,
  held: Held,
  personId: string,
  input: Written,
  now: Date,
): Promise<string> {
  const { kind, text, clientKey, mentions, letter, fileIds } = input;
  const conversationId = held.id;
  const isNote = kind === "note";
  if (letter) await refuseNoLetter(tx, held, kind);
  const { id, position } = await addInteraction(tx, held, {
    kind,
    direction: isNote ? null : "out",
    state: isNote ? "received" : "queued",
    authorId: personId,
    text,
    clientKey,
    mentions,
    createdAt: now,
  });
  const files = await attachFiles(tx, { fileIds, interactionId: id, personId });
  if (letter) await keepLetter(tx, { interactionId: id, conversationId, fileIds, letter });
  const event = { conversationId, actorId: personId };
  held.lastInteractionAt = now;
  if (isNote) {
    tx.append({ type: "interaction.noted", ...event, data: { interactionId: id, position } });
    await mention(tx, conversationId, personId, mentions);
    return id;
  }
  held.lastPreview = cut(text.trim().replace(/\s+/g, " ") || (files[0]?.name ?? ""), 200);
  held.lastDirection = "out";
  tx.append({
    type: "interaction.queued",
    ...event,
    data: { interactionId: id, position, channelId: held.channelId },
  });
  await addJob(tx, "sendInteraction", { interactionId: id });
  return id;
}

async function refuseNoLetter(tx: Tx, { channelId }: Held, kind: Written["kind"]) {
  if (kind === "message" && (await takesLetters(tx, channelId))) return;
  throw new AppError("invalid", "Only a message on a channel of letters has a subject and recipients.", {
    fields: { letter: "is not for this" },
  });
}

async function mention(tx: Tx, conversationId: string, actorId: string, mentions: string[]) {
  const given = await giveSight(tx, { conversationId, actorId }, mentions, "mentioned");
  if (given) return;
  throw new AppError("invalid", "A person mentioned is not here any more.", {
    fields: { mentions: "name somebody who is not here" },
  });
}
