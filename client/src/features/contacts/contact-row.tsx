import { Link } from "@tanstack/react-router";
import type { Contact } from "../../../../server/contract/contacts.ts";
import { addressesOf, contactName, shortName } from "../../lib/contact-name.ts";
import { t } from "../../lib/i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Cut } from "../../ui/cut.tsx";
import rows from "../../ui/rows.module.css";
import { Time } from "../../ui/time.tsx";

export function ContactRow({ contact, isChosen }: { contact: Contact; isChosen: boolean }) {
  const name = contactName(contact);
  return (
    <li>
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
    </li>
  );
}

/** Company and addresses; whoever stands here by an address is called by the short form elsewhere. */
function about(contact: Contact, name: string): string {
  const short = shortName(contact.id);
  const parts = [
    contact.company?.name,
    ...addressesOf(contact.identities).filter((address) => address !== name),
  ];
  if (contact.name === null && name !== short) parts.unshift(short);
  return parts.filter(Boolean).join(" · ") || t("common.identity.visitor");
}
