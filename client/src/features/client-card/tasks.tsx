import { Checkbox } from "@mantine/core";
import type { Task } from "../../../../server/contract/sales.ts";
import { call } from "../../lib/api.ts";
import { usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast, undoToast } from "../../lib/toast.ts";
import { useNow } from "../../lib/use-now.ts";
import { putTask } from "../../realtime/cache/card.ts";
import { ahead } from "../../realtime/cache/rows.ts";
import { CallBack } from "../../ui/call-back.tsx";
import { AddTask } from "../../ui/sales/add-task.tsx";
import { TextNumbers } from "../../ui/text-numbers.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./client-card.module.css";
import { Section } from "./section.tsx";

interface TasksProps {
  tasks: Task[];
  contactId: string;
  conversationId?: string;
}

/** What is still to be done for this contact, and the next step to set. */
export function Tasks({ tasks, contactId, conversationId }: TasksProps) {
  const open = tasks.filter((task) => task.doneAt === null);
  return (
    <Section title={t("card.tasks.title")}>
      <ul className={classes.list}>
        {open.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
      <AddTask contactId={contactId} conversationId={conversationId} />
    </Section>
  );
}

function TaskRow({ task }: { task: Task }) {
  const now = useNow();
  const assignee = usePeople().get(task.assigneeId ?? "");
  const isLate = task.isOverdue || (task.dueAt !== null && Date.parse(task.dueAt) < now);
  return (
    <li className={classes.task} data-late={isLate || undefined}>
      <Checkbox
        size="xs"
        mt={2}
        checked={task.doneAt !== null}
        aria-label={t("card.tasks.done", { title: task.title })}
        onChange={() => void finish(task)}
      />
      <div className={classes.taskWords}>
        <div dir="auto">
          <TextNumbers text={task.title} />
        </div>
        <div className={classes.due}>
          {task.dueAt && (
            <>
              {isLate ? t("card.tasks.late") : t("card.tasks.due")} <Time at={task.dueAt} />
            </>
          )}
          {assignee && ` · ${assignee.name}`}
        </div>
      </div>
      <CallBack task={task} size={28} />
    </li>
  );
}

async function finish(task: Task) {
  const shown = ahead(task, { doneAt: new Date().toISOString() });
  putTask(shown);
  const set = (isDone: boolean) => call("PATCH /tasks/:id", { params: { id: task.id }, body: { isDone } });
  try {
    putTask(await set(true));
    undoToast(t("card.tasks.finished"), () => void set(false).then(putTask, (error) => errorToast(error)));
  } catch (error) {
    putTask(ahead(shown, { doneAt: null }));
    errorToast(error);
  }
}
