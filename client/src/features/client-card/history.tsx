import { Link } from "@tanstack/react-router";
import type { Call } from "../../../../server/contract/calls.ts";
import type { Conversation } from "../../../../server/contract/conversations.ts";
import { useChannels } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { CallIcon } from "../../ui/calls/call-icon.tsx";
import { CallState } from "../../ui/calls/call-state.tsx";
import { ChannelIcon } from "../../ui/channel-icon.tsx";
import { StatusWord } from "../../ui/status-word.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./client-card.module.css";
import past from "./past.module.css";
import { Section } from "./section.tsx";

interface HistoryProps {
  conversations: Conversation[];
  calls: Call[];
  openId: string | undefined;
}

/** Every conversation with this person, whatever the channel, the newest first. */
export function History({ conversations, calls, openId }: HistoryProps) {
  const channels = useChannels();
  // Each has a conversation of its own.
  const callsByConversation = new Map(calls.map((call) => [call.conversationId, call]));
  return (
    <Section title={t("card.history.title")}>
      {conversations.length === 0 && <p className={classes.none}>{t("card.history.none")}</p>}
      <ul className={classes.list}>
        {conversations.map((one) => {
          const channel = channels.get(one.channelId);
          const call = callsByConversation.get(one.id);
          return (
            <li key={one.id}>
              <Link
                to="/inbox/$view/$conversationId"
                params={{ view: "all", conversationId: one.id }}
                className={past.past}
                data-open={one.id === openId || undefined}
                aria-current={one.id === openId || undefined}
              >
                {call ? (
                  <CallIcon call={call} size={16} />
                ) : (
                  <ChannelIcon icon={channel?.icon} label={channel?.label} />
                )}
                <span className={past.words}>
                  <span className="cut" dir="auto">
                    {one.subject ?? (one.preview || t("inbox.row.noText"))}
                  </span>
                  <span className="faint small">
                    #{one.number} · <Time at={one.lastInteractionAt} />
                  </span>
                </span>
                {call ? <CallState call={call} /> : <StatusWord status={one.status} />}
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
