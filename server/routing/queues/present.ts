import type { Queue } from "../../contract/queues.ts";
import type { QueueRow } from "./queries.ts";

export const presentQueue = ({
  archivedAt: _archived,
  createdAt: _created,
  updatedAt: _updated,
  ...row
}: QueueRow): Queue => row;
