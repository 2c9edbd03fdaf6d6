import { IconUserPlus } from "@tabler/icons-react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useWorkOf } from "../../../lib/work.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { PersonPicker } from "../../../ui/person-picker.tsx";
import classes from "../conversation/conversation-panel.module.css";
import { useLoads } from "./use-loads.ts";

interface AssigneeProps {
  conversation: Conversation;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  onPick(personId: string | null): void;
}

/** Whose it is; picked with a look at how much each has in hand. */
export function Assignee({ conversation, ...picker }: AssigneeProps) {
  const assignee = usePeople().get(conversation.assigneeId ?? "");
  const weight = useWorkOf(conversation.id)?.weight ?? 0;
  const loads = useLoads(picker.isOpen);
  const label = assignee ? t("inbox.row.assignedTo", { name: assignee.name }) : t("inbox.doings.assign");
  return (
    <PersonPicker value={conversation.assigneeId} loads={loads} weight={weight} {...picker}>
      {(props) => (
        <button type="button" className={classes.assignee} title={label} {...props}>
          {assignee ? <Avatar name={assignee.name} size={22} /> : <IconUserPlus size={18} stroke={1.6} />}
          <span className="unseen">{label}</span>
          <span className={`cut ${classes.assigneeName}`} dir="auto" aria-hidden>
            {assignee?.name ?? t("inbox.doings.assign")}
          </span>
        </button>
      )}
    </PersonPicker>
  );
}
