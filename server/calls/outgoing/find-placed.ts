import { and, eq } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";

/** What a call of ours is at, by its carrier's name; undefined where it came to us. */
export async function findPlaced(
  { db }: Pick<Deps, "db">,
  { channelId, externalId }: { channelId: string; externalId: string },
) {
  const [call] = await db
    .select({ steps: calls.steps })
    .from(calls)
    .where(and(eq(calls.channelId, channelId), eq(calls.externalId, externalId), eq(calls.direction, "out")));
  return call;
}
