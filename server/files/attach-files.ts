import { and, eq, inArray, isNull } from "drizzle-orm";
import { files } from "../../db/schema/index.ts";
import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";

/** Puts files that somebody uploaded, and has not sent yet, on their interaction. */
export async function attachFiles(
  tx: Tx,
  input: { fileIds: string[]; interactionId: string; personId: string },
): Promise<{ name: string }[]> {
  const { interactionId, personId } = input;
  const ids = [...new Set(input.fileIds)];
  if (ids.length === 0) return [];
  const attached = await tx.db
    .update(files)
    .set({ interactionId })
    .where(and(inArray(files.id, ids), eq(files.uploadedBy, personId), isNull(files.interactionId)))
    .returning({ name: files.name });
  if (attached.length === ids.length) return attached;
  throw new AppError("invalid", "A file is not there, or was sent already.", {
    fields: { fileIds: "name a file that is not there" },
  });
}
