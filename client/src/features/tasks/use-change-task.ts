import { useMutation } from "@tanstack/react-query";
import type { Task } from "../../../../server/contract/sales.ts";
import { call } from "../../lib/api.ts";
import type { Args } from "../../lib/api-types.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast, undoToast } from "../../lib/toast.ts";
import { putTask } from "../../realtime/cache/card.ts";
import { refreshSoon } from "../../realtime/cache/refresh-soon.ts";
import { ahead } from "../../realtime/cache/rows.ts";

interface Change {
  task: Task;
  shown: Partial<Task>;
  body: Args<"PATCH /tasks/:id">["body"];
}

/** Shown at once; taken back should the hub refuse. */
export function useChangeTask() {
  const send = useMutation({
    // One after the other: an undo must not overtake what it takes back.
    scope: { id: "tasks" },
    mutationFn: ({ task, body }: Change) => call("PATCH /tasks/:id", { params: { id: task.id }, body }),
    onMutate: ({ task, shown }) => putTask(ahead(task, shown)),
    onSuccess: (task) => putTask(task),
    onError(error, { task }) {
      putTask({ ...task, version: task.version + 0.75 });
      errorToast(error);
    },
    onSettled: () => refreshSoon("GET /tasks", "GET /tasks/counts"),
  });
  const mark = (task: Task, isDone: boolean) =>
    send.mutate({ task, shown: { doneAt: isDone ? new Date().toISOString() : null }, body: { isDone } });
  return {
    setDone(task: Task, isDone: boolean) {
      mark(task, isDone);
      if (isDone) undoToast(t("tasks.completed", { title: task.title }), () => mark(task, false));
    },
    assign: (task: Task, assigneeId: string | null) =>
      send.mutate({ task, shown: { assigneeId }, body: { assigneeId } }),
  };
}
