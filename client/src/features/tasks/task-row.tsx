import { ActionIcon, Checkbox, Tooltip } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Task } from "../../../../server/contract/sales.ts";
import { contactName } from "../../lib/contact-name.ts";
import { usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { useNow } from "../../lib/use-now.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { CallBack } from "../../ui/call-back.tsx";
import { CallNumbers } from "../../ui/call-numbers.tsx";
import { Cut } from "../../ui/cut.tsx";
import { PersonPicker } from "../../ui/person-picker.tsx";
import rows from "../../ui/rows.module.css";
import { Time } from "../../ui/time.tsx";
import classes from "./tasks.module.css";
import { useChangeTask } from "./use-change-task.ts";

export function TaskRow({ task }: { task: Task }) {
  const now = useNow();
  const change = useChangeTask();
  const assignee = usePeople().get(task.assigneeId ?? "");
  const isDone = task.doneAt !== null;
  const isLate = !isDone && task.dueAt !== null && new Date(task.dueAt).getTime() < now;
  return (
    <li className={`${rows.row} ${classes.row}`} data-done={isDone || undefined} data-row tabIndex={-1}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control */}
      <label className={classes.check}>
        <Checkbox
          checked={isDone}
          onChange={() => change.setDone(task, !isDone)}
          aria-label={t(isDone ? "tasks.reopen" : "tasks.complete", { title: task.title })}
        />
      </label>
      <div className={`${rows.words} ${classes.what}`}>
        <Cut className={rows.name}>{task.title}</Cut>
        <TaskLink task={task} />
      </div>
      {task.dueAt && (
        <span className={classes.due} data-late={isLate || undefined}>
          {isLate && <span className={classes.late}>{t("tasks.late")} · </span>}
          <Time at={task.dueAt} />
        </span>
      )}
      {!isDone && <CallNumbers text={task.title} size={32} />}
      <CallBack task={task} />
      <PersonPicker value={task.assigneeId} onPick={(personId) => change.assign(task, personId)}>
        {(props) => (
          <Tooltip label={assignee ? assignee.name : t("tasks.assign")}>
            <ActionIcon
              {...props}
              aria-label={assignee ? t("tasks.assignedTo", { name: assignee.name }) : t("tasks.assign")}
            >
              {assignee ? <Avatar name={assignee.name} size={24} /> : <IconUserPlus size={18} stroke={1.5} />}
            </ActionIcon>
          </Tooltip>
        )}
      </PersonPicker>
    </li>
  );
}

/** To what it is about. */
function TaskLink({ task: { conversationId, contact } }: { task: Task }) {
  if (conversationId) {
    return (
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: "all", conversationId }}
        className={classes.about}
      >
        <Cut>{contact ? contactName(contact) : t("tasks.conversation")}</Cut>
      </Link>
    );
  }
  if (!contact) return null;
  return (
    <Link to="/contacts/$id" params={{ id: contact.id }} className={classes.about}>
      <Cut>{contactName(contact)}</Cut>
    </Link>
  );
}
