import type { Exchange } from "../exchange.ts";
import type { Fields } from "../webhooks/send-webhook.ts";
import { averageWaitSeconds, type Member, type Queue, waitSeconds } from "./queue.ts";

/** What a waiting caller's requests say about the queue. */
export const queueFields = (exchange: Exchange, queue: Queue, member: Member): Fields => ({
  QueueSid: queue.sid,
  QueueTime: String(waitSeconds(exchange, member)),
  QueuePosition: String(queue.members.indexOf(member) + 1),
  CurrentQueueSize: String(queue.members.length),
  MaxQueueSize: String(queue.maxSize),
  AvgQueueTime: String(averageWaitSeconds(exchange, queue)),
});
