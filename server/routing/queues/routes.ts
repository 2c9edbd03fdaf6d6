import type { Handlers } from "../../http/route.ts";
import type { Deps } from "../../lib/deps.ts";
import { archiveQueue } from "./archive-queue.ts";
import { createQueue } from "./create-queue.ts";
import { presentQueue } from "./present.ts";
import { getQueue, listQueues } from "./queries.ts";
import { updateQueue } from "./update-queue.ts";

export const queuesHandlers = (deps: Deps): Handlers => ({
  "GET /queues": async () => (await listQueues(deps)).map(presentQueue),
  "POST /queues": async ({ access, body }) => {
    const queueId = await createQueue(deps, { access, values: body });
    return presentQueue(await getQueue(deps, queueId));
  },
  "PATCH /queues/:id": async ({ access, params, body }) => {
    await updateQueue(deps, { access, queueId: params.id, change: body });
    return presentQueue(await getQueue(deps, params.id));
  },
  "DELETE /queues/:id": ({ access, params }) => archiveQueue(deps, { access, queueId: params.id }),
});
