import { IconEyeOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ListedConversation } from "../../../server/contract/board.ts";
import { contactName } from "../lib/contact-name.ts";
import { useChannels } from "../lib/directory.ts";
import { t } from "../lib/i18n.ts";
import { Avatar } from "./avatar.tsx";
import classes from "./conversation-line.module.css";
import { Cut } from "./cut.tsx";
import rows from "./rows.module.css";

interface ConversationLineProps {
  /** Null is one that they do not see: it is there, and not named. */
  conversation: Pick<ListedConversation, "id" | "contact"> | null;
  channelId: string | null;
  about: string;
  /** At the right: a clock. */
  children: ReactNode;
}

/** A line that opens its conversation. */
export function ConversationLine({ conversation, channelId, about, children }: ConversationLineProps) {
  const channel = useChannels().get(channelId ?? "");
  const words = (name: string) => (
    <span className={rows.words}>
      <Cut className={rows.name}>{name}</Cut>
      <Cut className="small faint">{about}</Cut>
    </span>
  );
  if (!conversation)
    return (
      <div className={classes.line} data-unseen>
        <span className={classes.unseen} aria-hidden>
          <IconEyeOff size={18} stroke={1.6} />
        </span>
        {words(t("board.detail.unseen"))}
        <span className={classes.aside}>{children}</span>
      </div>
    );
  const { id, contact } = conversation;
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view: "all", conversationId: id }}
      className={classes.line}
    >
      <Avatar name={contact.name} channel={channel} />
      {words(contactName(contact))}
      <span className={classes.aside}>{children}</span>
    </Link>
  );
}
