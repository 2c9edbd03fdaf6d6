import type { SayStep } from "../../../connectors/contract.ts";
import type { Tx } from "../../lib/transact.ts";
import { findNotices } from "../find-notices.ts";
import { findFlowOfChannel, plainQueue } from "../flow-of-channel.ts";
import type { HeldCall } from "../hold-call.ts";

/** What whom we called hears before anybody else, where the queue that they are called for records; in the channel's language. */
export async function sayNotice(tx: Tx, { call }: HeldCall): Promise<SayStep[]> {
  const { queueId, channelId } = call;
  if (!queueId) return [];
  const ours = plainQueue(queueId);
  const flow = (await findFlowOfChannel(tx, channelId)) ?? ours;
  const notices = await findNotices(tx, { ...flow, nodes: { ...flow.nodes, ...ours.nodes } });
  const notice = notices[queueId];
  return notice ? [{ type: "say", text: notice.text, language: notice.language }] : [];
}
