import { call } from "../../../lib/api.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { errorToast, sayToast, undoToast } from "../../../lib/toast.ts";
import { useQueues } from "../../../lib/work.ts";
import { refreshSoon } from "../../../realtime/cache/refresh-soon.ts";
import type { Line } from "./work-line.tsx";

/** What a supervisor does with a piece of work; the board follows by the events. */
export function useChangeWork({ workItemId, queueId, ownerId, priority }: Line, conversationId: string) {
  const people = usePeople();
  const queues = useQueues();

  const assign = (personId: string | null) =>
    attempt(() =>
      call("PUT /conversations/:id/assignee", { params: { id: conversationId }, body: { personId } }),
    );
  const move = (to: string) =>
    attempt(() => call("PUT /work-items/:id/queue", { params: { id: workItemId }, body: { queueId: to } }));
  const prioritise = (to: number) =>
    attempt(() =>
      call("PUT /work-items/:id/priority", { params: { id: workItemId }, body: { priority: to } }),
    );

  return {
    async giveTo(personId: string | null) {
      if (personId === ownerId || !(await assign(personId))) return;
      const name = people.get(personId ?? "")?.name ?? "";
      const said = personId ? t("board.doing.given", { name }) : t("board.doing.freed");
      undoToast(said, () => void assign(ownerId));
    },
    async moveTo(to: string) {
      if (to === queueId || !(await move(to))) return;
      const said = t("board.doing.moved", { queue: queues.get(to)?.name ?? "" });
      if (queueId) undoToast(said, () => void move(queueId));
      else sayToast(said);
    },
    async setPriority(to: number) {
      if (to === priority || !(await prioritise(to))) return;
      undoToast(t("board.doing.prioritised", { priority: to }), () => void prioritise(priority ?? 0));
    },
  };
}

async function attempt(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    refreshSoon("GET /queues/:id/work");
    return true;
  } catch (error) {
    errorToast(error);
    return false;
  }
}
