import { ActionIcon } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { ListedConversation } from "../../../../../server/contract/board.ts";
import type { WorkState } from "../../../../../server/contract/work.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { ConversationLine } from "../../../ui/conversation-line.tsx";
import { useIsPast } from "../board-time.ts";
import { RunningClock } from "../running-clock.tsx";
import classes from "./details.module.css";
import { WorkDoings } from "./work-doings.tsx";
import own from "./work-line.module.css";

export interface Line {
  workItemId: string;
  channelId: string;
  queueId: string | null;
  ownerId: string | null;
  state: WorkState;
  since: string;
  /** Of what waits; nothing is served sooner once it is in somebody's hands. */
  priority?: number;
}

interface WorkLineProps {
  line: Line;
  /** Null is one that they do not see. */
  conversation: Pick<ListedConversation, "id" | "contact"> | null;
  about: string;
}

/** One piece of work: a link to its conversation, and behind the dots what can be done with it from here. */
export function WorkLine({ line, conversation, about }: WorkLineProps) {
  const [isOpen, setIsOpen] = useState(false);
  const canChange = !useIsPast() && conversation !== null && line.state !== "wrapUp";
  const doings = useId();
  return (
    <li className={classes.line}>
      <div className={own.top}>
        <ConversationLine conversation={conversation} channelId={line.channelId} about={about}>
          <RunningClock since={line.since} />
        </ConversationLine>
        {canChange && (
          <ActionIcon
            aria-label={t("board.detail.change", { name: contactName(conversation.contact) })}
            aria-expanded={isOpen}
            aria-controls={doings}
            onClick={() => setIsOpen(!isOpen)}
          >
            <IconDots size={18} />
          </ActionIcon>
        )}
      </div>
      {canChange && (
        <div id={doings}>{isOpen && <WorkDoings line={line} conversationId={conversation.id} />}</div>
      )}
    </li>
  );
}
