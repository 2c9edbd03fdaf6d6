import type { Conversation } from "../../../../../server/contract/conversations.ts";
import type { Queue } from "../../../../../server/contract/queues.ts";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { call } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../../lib/session.ts";
import { errorToast, sayToast, undoToast } from "../../../lib/toast.ts";
import { isCallGoingOn, refreshMyWork, refreshWorkOf, useWorkOf } from "../../../lib/work.ts";
import { refreshSoon } from "../../../realtime/cache/refresh-soon.ts";

/** What can be done with the work that a conversation is; what this person may not do is not there. */
export function useWorkActions({ id, number }: Conversation) {
  const me = useMe();
  const work = useWorkOf(id);
  const isSupervisor = isAtLeast(me, "supervisor");
  const isOpen = work && work.state !== "wrapUp";
  // Whoever talks sends the caller on by the phone.
  const isTalking = isCallGoingOn(work) && work?.state === "active";

  async function change(ask: () => Promise<WorkItem>): Promise<boolean> {
    try {
      await ask();
      return true;
    } catch (error) {
      errorToast(error);
      return false;
    } finally {
      void refreshWorkOf(id);
      void refreshMyWork();
      refreshSoon("GET /queues/:id/work");
    }
  }
  const setQueue = (item: WorkItem, queueId: string) =>
    change(() => call("PUT /work-items/:id/queue", { params: { id: item.id }, body: { queueId } }));
  const setPriority = (item: WorkItem, priority: number) =>
    change(() => call("PUT /work-items/:id/priority", { params: { id: item.id }, body: { priority } }));

  return {
    work,
    moveTo:
      isOpen && !isTalking && (isSupervisor || work.ownerId === me.id)
        ? async ({ id: queueId, name }: Queue) => {
            const before = work.queueId;
            if (!(await setQueue(work, queueId))) return;
            const said = t("inbox.queue.moved", { number, queue: name });
            // Whoever handed their own work on has no say over it any more.
            if (isSupervisor && before) undoToast(said, () => void setQueue(work, before));
            else sayToast(said);
          }
        : undefined,
    prioritise:
      isOpen && isSupervisor
        ? async (level: number) => {
            if (!(await setPriority(work, level))) return;
            undoToast(
              t("inbox.queue.prioritised", { number, level }),
              () => void setPriority(work, work.priority),
            );
          }
        : undefined,
  };
}
