import type { Call } from "../../../../../server/contract/calls.ts";
import type { Interaction } from "../../../../../server/contract/conversations.ts";
import { isOver } from "../../../lib/calls.ts";
import { t } from "../../../lib/i18n.ts";
import { absoluteTime, clockTime } from "../../../lib/time.ts";
import { CallDetails } from "../../../ui/calls/call-details.tsx";
import { CallIcon } from "../../../ui/calls/call-icon.tsx";
import { CallLength } from "../../../ui/calls/call-length.tsx";
import { CallState } from "../../../ui/calls/call-state.tsx";
import { useAuthor } from "../use-author.ts";
import classes from "./call-card.module.css";
import { WhyMark } from "./why-mark.tsx";

interface CallCardProps {
  interaction: Interaction;
  call: Call;
  isPointedAt: boolean;
}

/** A call on the timeline: how it stands or came out, what was chosen, who took it, and what was recorded. */
export function CallCard({ interaction, call, isPointedAt }: CallCardProps) {
  const { createdAt } = interaction;
  const time = absoluteTime(createdAt);
  return (
    <article
      className={classes.call}
      data-side={call.direction}
      data-live={!isOver(call) || undefined}
      data-pointed={isPointedAt || undefined}
      data-message
      tabIndex={-1}
      aria-label={t("inbox.message.label", { name: useAuthor(interaction), time })}
    >
      <header className={classes.head}>
        <CallIcon call={call} />
        <span className={classes.title}>{t(`calls.direction.${call.direction}`)}</span>
        <CallState call={call} />
        <span className={classes.length}>
          <CallLength call={call} />
        </span>
        <span className={classes.end}>
          <time dateTime={createdAt} title={time} className={classes.time}>
            {clockTime(createdAt)}
          </time>
          {interaction.hasWhy && <WhyMark interactionId={interaction.id} />}
        </span>
      </header>
      <CallDetails call={call} />
    </article>
  );
}
