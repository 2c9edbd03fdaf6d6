import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useMe } from "../../../lib/session.ts";
import { useIsContactTyping, useViewers } from "../../../realtime/live-state.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import classes from "./others.module.css";

/** Who else is here: the contact typing, colleagues looking or typing. The line is there even when it is empty, so nothing moves. */
export function Others({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const people = usePeople();
  const isContactTyping = useIsContactTyping(conversation.id);
  const others = useViewers(conversation.id).filter((viewer) => viewer.personId !== me.id);
  return (
    <div className={classes.others} aria-live="polite">
      {isContactTyping && (
        <span className="cut">
          <Dots />
          {t("inbox.others.typing", { name: conversation.contact.name ?? t("inbox.others.contact") })}
        </span>
      )}
      {others.map(({ personId, isTyping }) => {
        const name = people.get(personId)?.name ?? t("common.removedPerson");
        return (
          <span key={personId} className={classes.viewer}>
            <Avatar name={name} size={18} />
            <span className="cut">
              {isTyping ? t("inbox.others.answering", { name }) : t("inbox.others.viewing", { name })}
            </span>
          </span>
        );
      })}
    </div>
  );
}

const Dots = () => (
  <span className={classes.dots} aria-hidden>
    <i />
    <i />
    <i />
  </span>
);
