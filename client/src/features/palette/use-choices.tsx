import { IconArrowRight, IconBolt, IconPhone } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import type { Contact } from "../../../../server/contract/contacts.ts";
import type { SearchResults } from "../../../../server/contract/search.ts";
import { addressesOf, contactName } from "../../lib/contact-name.ts";
import { canCall, openDialler } from "../../lib/dialler.ts";
import { useChannels } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { matches } from "../../lib/matches.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { shortcuts } from "../../lib/shortcuts.ts";
import { useStore } from "../../lib/store.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Time } from "../../ui/time.tsx";
import { Excerpt } from "./excerpt.tsx";

export interface Choice {
  id: string;
  title: ReactNode;
  under?: ReactNode;
  icon: ReactNode;
  keys?: string;
  aside?: ReactNode;
  run(): void;
}

export interface ChoiceGroup {
  title: string;
  choices: Choice[];
}

/** People and messages that were found, then what can be done and where one can go. */
export function useChoices(q: string, found: SearchResults | undefined, openKeys: () => void): ChoiceGroup[] {
  const doings = useDoings(openKeys);
  const places = usePlaceChoices();
  const fits = (choice: Choice) => q === "" || matches(q, String(choice.title));
  return [
    { title: t("palette.contacts"), choices: useContactChoices(q, found?.contacts ?? []) },
    { title: t("palette.messages"), choices: useMessageChoices(found?.interactions ?? []) },
    { title: t("palette.doings"), choices: [...useCallChoices(q), ...doings.filter(fits)] },
    { title: t("palette.places"), choices: places.filter(fits) },
  ];
}

function useContactChoices(q: string, contacts: Contact[]): Choice[] {
  const navigate = useNavigate();
  const can = useStore(canCall);
  // As written at home, without the country.
  const digits = q.replace(/\D/g, "").replace(/^0+/, "");
  return contacts.flatMap((contact) => [
    cardChoice(contact, () => void navigate({ to: "/contacts/$id", params: { id: contact.id } })),
    ...(can && digits ? numbersOf(contact, digits).map((number) => numberChoice(number, contact)) : []),
  ]);
}

const cardChoice = (contact: Contact, run: () => void): Choice => ({
  id: `contact-${contact.id}`,
  title: contactName(contact),
  under: [contact.company?.name, ...addressesOf(contact.identities)].filter(Boolean).join(" · "),
  icon: <Avatar name={contact.name} size={32} />,
  run,
});

/** Found by some of its digits. */
const numbersOf = ({ identities }: Contact, digits: string): string[] =>
  identities
    .filter(({ kind, address }) => kind === "phone" && address.includes(digits))
    .map(({ address }) => address);

const numberChoice = (number: string, contact?: Contact): Choice => ({
  id: `call-${contact?.id ?? ""}-${number}`,
  title: t("dial.callNumber", { number }),
  under: contact && contactName(contact),
  icon: <IconPhone size={18} stroke={1.6} />,
  run: () => void setTimeout(() => openDialler({ number, contact })),
});

function useMessageChoices(hits: SearchResults["interactions"]): Choice[] {
  const navigate = useNavigate();
  const channels = useChannels();
  return hits.map(({ conversation, interactionId, position, excerpt, at }) => ({
    id: `message-${interactionId}`,
    title: contactName(conversation.contact),
    under: <Excerpt text={excerpt} />,
    icon: (
      <Avatar name={conversation.contact.name} size={32} channel={channels.get(conversation.channelId)} />
    ),
    aside: <Time at={at} as="row" className="faint small" />,
    run: () =>
      void navigate({
        to: "/inbox/$view/$conversationId",
        params: { view: "all", conversationId: conversation.id },
        search: { at: position },
      }),
  }));
}

/** A telephone number that was typed is called. */
function useCallChoices(q: string): Choice[] {
  const can = useStore(canCall);
  return can && looksLikeNumber.test(q) ? [numberChoice(q)] : [];
}

const looksLikeNumber = /^\+?[\d\s()/.-]{5,}$/;

/** What the keys of the page behind do, taken once when the palette opened over it. */
function useDoings(openKeys: () => void): Choice[] {
  const here = useRef(shortcuts.get());
  const places = t("frame.keys.groupGo");
  const doings = here.current.filter(
    (one) => !one.isHint && !one.isForFocus && !one.isEverywhere && one.group !== places && one.keys !== "?",
  );
  return [
    ...doings.map(({ keys, label, run }) => ({
      id: `do-${keys}`,
      title: label,
      icon: <IconBolt size={18} stroke={1.6} />,
      keys,
      run: () => setTimeout(run),
    })),
    {
      id: "do-keys",
      title: t("frame.keys.help"),
      icon: <IconBolt size={18} stroke={1.6} />,
      keys: "?",
      run: openKeys,
    },
  ];
}

function usePlaceChoices(): Choice[] {
  const navigate = useNavigate();
  const me = useMe();
  const icon = <IconArrowRight size={18} stroke={1.6} />;
  const go = (
    to:
      | "/inbox"
      | "/calls"
      | "/contacts"
      | "/deals"
      | "/tasks"
      | "/channels"
      | "/call-flows"
      | "/people"
      | "/quarantine"
      | "/settings",
    title: string,
    keys?: string,
  ): Choice => ({
    id: `go-${to.slice(1)}`,
    title,
    icon,
    keys,
    run: () => void navigate({ to }),
  });
  return [
    go("/inbox", t("frame.inbox"), "g i"),
    go("/calls", t("frame.calls"), "g l"),
    go("/contacts", t("frame.contacts"), "g c"),
    go("/deals", t("frame.deals"), "g d"),
    go("/tasks", t("frame.tasks"), "g t"),
    ...(isAtLeast(me, "supervisor")
      ? [
          go("/channels", t("frame.channels")),
          go("/call-flows", t("frame.callFlows")),
          go("/quarantine", t("frame.quarantine")),
        ]
      : []),
    go("/people", t("frame.people")),
    go("/settings", t("frame.settings")),
  ];
}
