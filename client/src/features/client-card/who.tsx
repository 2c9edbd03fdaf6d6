import type { Contact } from "../../../../server/contract/contacts.ts";
import type { Conversation } from "../../../../server/contract/conversations.ts";
import { contactName } from "../../lib/contact-name.ts";
import { t } from "../../lib/i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { EditInPlace } from "../../ui/edit-in-place.tsx";
import { Time } from "../../ui/time.tsx";
import { WaitingClock } from "../../ui/waiting-clock.tsx";
import classes from "./client-card.module.css";
import { useChangeContact } from "./use-change-contact.ts";

interface WhoProps {
  contact: Contact;
  /** The one in which the contact waits. */
  conversation: Conversation | undefined;
}

export function Who({ contact, conversation }: WhoProps) {
  const change = useChangeContact(contact);
  return (
    <div className={classes.who}>
      <Avatar name={contact.name} size={48} />
      <div className={classes.whoWords}>
        <EditInPlace
          label={t("card.name")}
          placeholder={contactName(contact)}
          value={contact.name ?? ""}
          strong
          canBeEmpty
          onSave={(name) => void change({ name: name || null })}
        />
        <EditInPlace
          label={t("card.company")}
          placeholder={t("card.addCompany")}
          value={contact.company?.name ?? ""}
          canBeEmpty
          onSave={(company) => void change({ company: company || null })}
        />
        <div className={classes.seen}>
          {conversation && <WaitingClock of={conversation} />}
          {contact.lastSeenAt && (
            <span>
              {t("card.seen")} <Time at={contact.lastSeenAt} />
            </span>
          )}
        </div>
      </div>
    </div>
  );
}
