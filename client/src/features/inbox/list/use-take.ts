import { useNavigate } from "@tanstack/react-router";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { call } from "../../../lib/api.ts";
import { errorToast } from "../../../lib/toast.ts";
import { refreshMyWork } from "../../../lib/work.ts";
import { refreshSoon } from "../../../realtime/cache/refresh-soon.ts";

/** Takes what waits and opens it; what somebody else was quicker for says so. */
export function useTake(queueId: string) {
  const navigate = useNavigate();
  return async ({ id, conversationId }: WorkItem) => {
    try {
      await call("POST /work-items/:id/claim", { params: { id } });
      await navigate({ to: "/inbox/$view/$conversationId", params: { view: queueId, conversationId } });
    } catch (error) {
      errorToast(error);
    } finally {
      void refreshMyWork();
      refreshSoon("GET /queues/:id/work");
    }
  };
}
