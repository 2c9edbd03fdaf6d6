import { and, eq, isNull } from "drizzle-orm";
import { channels } from "../../db/schema/index.ts";
import type { Deps } from "../lib/deps.ts";

/** Whether what is sent by a channel has a subject, recipients and formatted text. */
export async function takesLetters(deps: Pick<Deps, "db">, channelId: string): Promise<boolean> {
  const found = await deps.db
    .select({ id: channels.id })
    .from(channels)
    .where(and(eq(channels.id, channelId), channels.letters, isNull(channels.archivedAt)));
  return found.length > 0;
}
