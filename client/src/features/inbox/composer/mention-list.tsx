import { t } from "../../../lib/i18n.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { AvailabilityDot } from "../../../ui/status-word.tsx";
import classes from "./mention-list.module.css";
import { mentionListId, type useMentions } from "./use-mentions.ts";

/** The focus stays in the note; the list is steered from there. */
export function MentionList({ mentions }: { mentions: ReturnType<typeof useMentions> }) {
  const { found, active, pick, setActive } = mentions;
  return (
    <div
      id={mentionListId}
      role="listbox"
      aria-label={t("inbox.composer.mention")}
      className={classes.mentions}
    >
      {found.map((person, index) => (
        <div
          key={person.id}
          id={`${mentionListId}-${person.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.mention}
          onPointerMove={() => setActive(index)}
          onMouseDown={(event) => {
            event.preventDefault();
            pick(person);
          }}
        >
          <Avatar name={person.name} size={24} />
          <span className="cut" dir="auto" style={{ flex: 1 }}>
            {person.name}
          </span>
          <AvailabilityDot availability={person.availability} />
        </div>
      ))}
    </div>
  );
}
