import { conversationReads } from "../../db/schema/index.ts";
import type { Tx } from "../lib/transact.ts";
import type { Held } from "./hold.ts";

export async function markReadToEnd(tx: Tx, held: Held, personId: string) {
  await tx.db
    .insert(conversationReads)
    .values({ personId, conversationId: held.id, position: held.length })
    .onConflictDoUpdate({
      target: [conversationReads.personId, conversationReads.conversationId],
      set: { position: held.length },
    });
}
