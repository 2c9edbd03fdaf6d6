import { NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { useMe } from "../../lib/session.ts";
import { errorToast } from "../../lib/toast.ts";
import { putTask } from "../../realtime/cache/card.ts";
import { dueChoices, dueIn } from "./due-choices.ts";
import classes from "./sales.module.css";

interface AddTaskProps {
  contactId: string;
  conversationId?: string;
}

/** One line for the next step; when it is due is asked once there are words. */
export function AddTask({ contactId, conversationId }: AddTaskProps) {
  const me = useMe();
  const [title, setTitle] = useState("");
  const [due, setDue] = useState<(typeof dueChoices)[number]>("tomorrow");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = title.trim();
    if (!words) return;
    setTitle("");
    const dueAt = dueIn(due, new Date())?.toISOString() ?? null;
    call("POST /tasks", { body: { title: words, dueAt, assigneeId: me.id, contactId, conversationId } }).then(
      putTask,
      (error) => {
        setTitle(words);
        errorToast(error);
      },
    );
  };
  return (
    <form className={classes.add} onSubmit={submit}>
      <TextInput
        size="xs"
        value={title}
        maxLength={300}
        placeholder={t("card.tasks.add")}
        aria-label={t("card.tasks.add")}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {title !== "" && (
        <NativeSelect
          size="xs"
          aria-label={t("card.tasks.when")}
          value={due}
          onChange={(event) =>
            setDue(dueChoices.find((one) => one === event.currentTarget.value) ?? "tomorrow")
          }
          data={dueChoices.map((value) => ({ value, label: t(`card.tasks.in.${value}`) }))}
        />
      )}
    </form>
  );
}
