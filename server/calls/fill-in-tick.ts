import { sql } from "drizzle-orm";
import type { CallInput } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import type { FindWait } from "../routing/engine/find-wait.ts";

/** Puts into a tick where its caller stands, as far as anybody knows. */
export async function fillInTick(
  { db }: Pick<Deps, "db">,
  findWait: FindWait,
  { channelId, call, input }: { channelId: string; call: string; input: CallInput },
): Promise<CallInput> {
  if (input.type !== "tick") return input;
  const { rows } = await db.execute<{ id: string }>(sql`
    select w.id from calls k join work_items w on w.conversation_id = k.conversation_id
    where k.channel_id = ${channelId} and k.external_id = ${call} and w.state in ('waiting', 'offered')`);
  const wait = rows[0] && (await findWait(rows[0].id));
  const expectedMs = wait?.expectedMs ?? null;
  return {
    type: "tick",
    position: wait?.position ?? null,
    expectedWaitSeconds: expectedMs === null ? null : Math.round(expectedMs / 1_000),
  };
}
