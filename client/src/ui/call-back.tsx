import type { Task } from "../../../server/contract/sales.ts";
import { t } from "../lib/i18n.ts";
import { CallButton } from "./call-button.tsx";

/** Beside a task to call somebody back. */
export function CallBack({ task, size }: { task: Task; size?: number }) {
  const { kind, contact, dueAt, doneAt, title } = task;
  if (kind !== "callback" || !contact || doneAt !== null) return null;
  return <CallButton size={size} label={t("dial.callBack", { title })} to={{ contact, dueAt }} />;
}
