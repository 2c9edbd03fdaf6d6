import { inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { conversationParticipants, files, letters } from "../../db/schema/index.ts";
import type { LetterDraft } from "../contract/letters.ts";
import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import { sanitiseHtml } from "./sanitise-html.ts";

interface NewLetter {
  interactionId: string;
  conversationId: string;
  fileIds: string[];
  letter: z.output<typeof LetterDraft>;
}

/** Keeps what a written message has besides its text; those whom it goes to are on the conversation from now on. */
export async function keepLetter(tx: Tx, input: NewLetter): Promise<void> {
  const { interactionId, conversationId, fileIds, letter } = input;
  const { subject, to, cc, bcc, quoted } = letter;
  const formatted = letter.html === undefined ? undefined : sanitiseHtml(letter.html);
  if (quoted) await refuseElsewhere(tx, conversationId, quoted.interactionId);
  await placePictures(tx, formatted?.pictureIds ?? [], fileIds);
  await tx.db.insert(letters).values({
    interactionId,
    subject: subject.replace(/\s+/g, " ").trim(),
    html: formatted?.html ?? null,
    envelope: { to, cc, bcc },
    quotedId: quoted?.interactionId ?? null,
    quotedAs: quoted?.as ?? null,
  });
  const addresses = new Set([...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase()));
  await tx.db
    .insert(conversationParticipants)
    .values([...addresses].map((address) => ({ conversationId, address })))
    .onConflictDoNothing();
}

async function refuseElsewhere(tx: Tx, conversationId: string, interactionId: string) {
  const { rows } = await tx.db.execute(
    sql`select from interactions where id = ${interactionId} and conversation_id = ${conversationId} and kind = 'message'`,
  );
  if (rows.length > 0) return;
  throw new AppError("invalid", "What it quotes is not in this conversation.", {
    fields: { "letter.quoted": "is not in this conversation" },
  });
}

async function placePictures(tx: Tx, pictureIds: string[], fileIds: string[]) {
  if (pictureIds.length === 0) return;
  if (pictureIds.some((id) => !fileIds.includes(id))) {
    throw new AppError("invalid", "A picture in the text was not sent along.", {
      fields: { fileIds: "lack a picture of the text" },
    });
  }
  await tx.db.update(files).set({ place: "inline" }).where(inArray(files.id, pictureIds));
}
