import type { Tx } from "../../lib/transact.ts";
import { findNotices } from "../find-notices.ts";
import type { RecordingNotice } from "../flow/flow.ts";
import { findFlowOfChannel, plainQueue } from "../flow-of-channel.ts";
import type { HeldCall } from "../hold-call.ts";

/** What whomever we call hears first, where the queue that they are called for records; in the channel's language. */
export async function findCalleeNotice(tx: Tx, { call }: HeldCall): Promise<RecordingNotice | undefined> {
  const { queueId, channelId } = call;
  if (!queueId) return undefined;
  const ours = plainQueue(queueId);
  const flow = (await findFlowOfChannel(tx, channelId)) ?? ours;
  const notices = await findNotices(tx, { ...flow, nodes: { ...flow.nodes, ...ours.nodes } });
  return notices[queueId];
}
