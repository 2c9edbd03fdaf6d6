import { ActionIcon } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import type { WorkState } from "../../../../../server/contract/work.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Cut } from "../../../ui/cut.tsx";
import { useIsPast } from "../board-time.ts";
import { RunningClock } from "../running-clock.tsx";
import classes from "./details.module.css";
import { WorkDoings } from "./work-doings.tsx";

export interface Line {
  workItemId: string;
  conversationId: string;
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
  contact: Conversation["contact"] | { id: string; name: string | null };
  about: string;
}

/** One piece of work: a link to its conversation, and behind the dots what can be done with it from here. */
export function WorkLine({ line, contact, about }: WorkLineProps) {
  const [isOpen, setIsOpen] = useState(false);
  const channel = useChannels().get(line.channelId);
  const isPast = useIsPast();
  const doings = useId();
  const name = contactName(contact);
  return (
    <li className={classes.line}>
      <div className={classes.lineTop}>
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: "all", conversationId: line.conversationId }}
          className={classes.link}
        >
          <Avatar name={contact.name} channel={channel} />
          <span className={classes.words}>
            <Cut className={classes.name}>{name}</Cut>
            <Cut className="small faint">{about}</Cut>
          </span>
          <RunningClock since={line.since} className={classes.clock} />
        </Link>
        {!isPast && line.state !== "wrapUp" && (
          <ActionIcon
            aria-label={t("board.detail.change", { name })}
            aria-expanded={isOpen}
            aria-controls={doings}
            onClick={() => setIsOpen(!isOpen)}
          >
            <IconDots size={18} />
          </ActionIcon>
        )}
      </div>
      <div id={doings}>{isOpen && <WorkDoings line={line} />}</div>
    </li>
  );
}
