import type { Task } from "../../../server/contract/sales.ts";
import { contactName } from "../lib/contact-name.ts";
import { t } from "../lib/i18n.ts";
import { CallButton } from "./call-button.tsx";

/** Beside a task to call somebody back, or to listen to what they said. */
export function CallBack({ task, size }: { task: Task; size?: number }) {
  const { kind, contact, conversationId, dueAt, doneAt, title } = task;
  if (!contact || doneAt !== null) return null;
  if (kind === "callback")
    return (
      <CallButton size={size} label={t("dial.callBack", { title })} to={{ contact, conversationId, dueAt }} />
    );
  if (kind !== "voicemail") return null;
  return (
    <CallButton
      size={size}
      label={t("dial.titleFor", { name: contactName(contact) })}
      to={{ contact, conversationId }}
    />
  );
}
