import { eq } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { callLegs } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";

export async function findCallOfLeg({ db }: Pick<Deps, "db">, legId: string): Promise<string | undefined> {
  if (!isUuid(legId)) return undefined;
  const [leg] = await db.select({ callId: callLegs.callId }).from(callLegs).where(eq(callLegs.id, legId));
  return leg?.callId;
}
