import { eq } from "drizzle-orm";
import { channels } from "../../db/schema/channels.ts";
import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import { namedBy, refuseUnknown } from "../routing/refuse-unknown.ts";
import { findConnector } from "./find-connector.ts";

interface Binding {
  channel: { id: string; connector: string; callFlowId: string | null };
  /** Null is none. */
  callFlowId: string | null;
  actorId: string;
}

/** What a channel's callers hear from the next call on. By the channel's own event it would start anew. */
export async function bindCallFlow(tx: Tx, { channel, callFlowId, actorId }: Binding): Promise<void> {
  await refuseUnfitCallFlow(tx, channel.connector, callFlowId);
  await tx.db.update(channels).set({ callFlowId }).where(eq(channels.id, channel.id));
  for (const id of new Set([channel.callFlowId, callFlowId]))
    if (id) tx.append({ type: "callFlow.updated", actorId, data: { callFlowId: id } });
}

/** @throws AppError `invalid` where it is not there, or nobody calls by such a channel */
export async function refuseUnfitCallFlow(
  tx: Tx,
  connector: string,
  callFlowId: string | null,
): Promise<void> {
  if (callFlowId === null) return;
  if (!findConnector(connector)?.carriesCalls) {
    throw new AppError("invalid", "Some fields are not right.", {
      fields: { callFlowId: "is for channels that carry calls" },
    });
  }
  await refuseUnknown(tx, namedBy("call flow", [callFlowId], "callFlowId"));
}
