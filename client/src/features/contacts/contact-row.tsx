import { Link } from "@tanstack/react-router";
import type { Contact } from "../../../../server/contract/contacts.ts";
import { t } from "../../lib/i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Cut } from "../../ui/cut.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./contacts.module.css";

export function ContactRow({ contact, isChosen }: { contact: Contact; isChosen: boolean }) {
  const reached = contact.identities.filter(({ kind }) => kind !== "visitor").map(({ address }) => address);
  return (
    <li>
      <Link
        to="/contacts/$id"
        params={{ id: contact.id }}
        className={classes.row}
        aria-current={isChosen || undefined}
        data-row
      >
        <Avatar name={contact.name} />
        <span className={classes.who}>
          <Cut className={classes.name}>{contact.name ?? t("common.unnamed")}</Cut>
          <Cut className={classes.about}>
            {[contact.company?.name, ...reached].filter(Boolean).join(" · ") || t("common.identity.visitor")}
          </Cut>
        </span>
        <Time at={contact.lastSeenAt ?? contact.createdAt} as="row" className={classes.when} />
      </Link>
    </li>
  );
}
