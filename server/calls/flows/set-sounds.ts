import { eq } from "drizzle-orm";
import { callFlowSounds } from "../../../db/schema/call-flows.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Flow } from "../flow/flow.ts";
import { soundsOf } from "../flow/sounds-of.ts";

/** The files that a flow names are kept for as long as it names them. */
export async function setSounds(tx: Tx, callFlowId: string, flow: Flow): Promise<void> {
  await tx.db.delete(callFlowSounds).where(eq(callFlowSounds.callFlowId, callFlowId));
  const fileIds = [...new Set(soundsOf(flow).map(({ fileId }) => fileId))];
  if (fileIds.length === 0) return;
  await tx.db.insert(callFlowSounds).values(fileIds.map((fileId) => ({ callFlowId, fileId })));
}
