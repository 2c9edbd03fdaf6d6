import { Link } from "@tanstack/react-router";
import type { Contact } from "../../../../server/contract/contacts.ts";
import { addressesOf, contactName } from "../../lib/contact-name.ts";
import { t } from "../../lib/i18n.ts";
import { identityKind } from "../../lib/identity-kind.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { CallButton } from "../../ui/call-button.tsx";
import { Cut } from "../../ui/cut.tsx";
import rows from "../../ui/rows.module.css";
import { Time } from "../../ui/time.tsx";
import classes from "./contacts.module.css";

export function ContactRow({ contact, isChosen }: { contact: Contact; isChosen: boolean }) {
  const name = contactName(contact);
  const number = contact.identities.find(({ kind, isProven }) => kind === "phone" && isProven)?.address;
  return (
    <li className={classes.item}>
      <Link
        to="/contacts/$id"
        params={{ id: contact.id }}
        className={rows.row}
        aria-current={isChosen || undefined}
        data-row
      >
        <Avatar name={contact.name} />
        <span className={rows.words}>
          <Cut className={rows.name}>{name}</Cut>
          <Cut className={rows.about}>{about(contact, name)}</Cut>
        </span>
        <Time at={contact.lastSeenAt ?? contact.createdAt} as="row" className={rows.aside} />
      </Link>
      <span className={classes.call}>
        {number && <CallButton label={t("dial.callNumber", { number })} to={{ number, contact }} size={32} />}
      </span>
    </li>
  );
}

/** Company and addresses; where there is nothing more than what they are called by, what that is. */
function about({ company, identities }: Contact, name: string): string {
  const others = addressesOf(identities).filter((address) => address !== name);
  return (
    [company?.name, ...others].filter(Boolean).join(" · ") || identityKind(identities[0]?.kind ?? "visitor")
  );
}
