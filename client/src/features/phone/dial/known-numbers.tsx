import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Call } from "../../../../../server/contract/calls.ts";
import type { Contact } from "../../../../../server/contract/contacts.ts";
import { request } from "../../../lib/api.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { CallIcon } from "../../../ui/calls/call-icon.tsx";
import { Cut } from "../../../ui/cut.tsx";
import { Word } from "../../../ui/status-word.tsx";
import { Time } from "../../../ui/time.tsx";
import classes from "./dial.module.css";

interface PickProps {
  pick(number: string): void;
}

/** Those of the person to be called, where there is more than one. */
export function NumbersOf({ contact, numbers, pick }: PickProps & { contact: Contact; numbers: string[] }) {
  if (numbers.length < 2) return null;
  return (
    <List title={t("dial.numbersOf", { name: contactName(contact) })}>
      {numbers.map((number) => (
        <li key={number}>
          <button type="button" onClick={() => pick(number)}>
            {number}
          </button>
        </li>
      ))}
    </List>
  );
}

/** What they say is their number, where nothing proves it, or that there is none. */
export function ClaimedNumbers({
  contact,
  numbers,
  pick,
}: PickProps & { contact: Contact; numbers: string[] }) {
  const name = contactName(contact);
  if (numbers.length === 0) return <p className={classes.none}>{t("dial.noNumber", { name })}</p>;
  return (
    <List title={t("dial.numbersOf", { name })}>
      {numbers.map((number) => (
        <li key={number}>
          <button type="button" onClick={() => pick(number)}>
            <span className={classes.who}>{number}</span>
            <Word meaning="waiting">{t("card.identities.claimed")}</Word>
          </button>
        </li>
      ))}
    </List>
  );
}

const most = 5;

/** Whom one talked with last, either way. */
export function Recent({ pick }: PickProps) {
  const { data } = useQuery(request("GET /calls", { query: { show: "mine", limit: 30 } }));
  const calls = lastOfEach(data?.items ?? []);
  return (
    <List title={t("dial.recent")}>
      {data && calls.length === 0 && <li className={classes.none}>{t("dial.noRecent")}</li>}
      {calls.map((call) => (
        <li key={call.id}>
          <button type="button" onClick={() => pick(call.number ?? "")}>
            <CallIcon call={call} size={16} />
            <Cut className={classes.who}>{contactName(call.contact)}</Cut>
            <Time at={call.startedAt} as="row" className="faint small" />
          </button>
        </li>
      ))}
    </List>
  );
}

function lastOfEach(calls: Call[]): Call[] {
  const seen = new Set<string>();
  const firsts = calls.filter(({ number }) => number !== null && !seen.has(number) && seen.add(number));
  return firsts.slice(0, most);
}

const List = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.known} aria-label={title}>
    <h3>{title}</h3>
    <ul>{children}</ul>
  </section>
);
