import { ActionIcon, Button, CopyButton, Menu, TextInput, Tooltip } from "@mantine/core";
import {
  IconAt,
  IconCopy,
  IconDots,
  IconPhone,
  IconPlus,
  IconUserCircle,
  IconWorld,
} from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { Contact, Identity } from "../../../../server/contract/contacts.ts";
import { call } from "../../lib/api.ts";
import { isOnlyKey } from "../../lib/contact-name.ts";
import { canCall } from "../../lib/dialler.ts";
import { errorWords } from "../../lib/error-words.ts";
import { t } from "../../lib/i18n.ts";
import { identityKind } from "../../lib/identity-kind.ts";
import { useStore } from "../../lib/store.ts";
import { errorToast, undoToast } from "../../lib/toast.ts";
import { putContact } from "../../realtime/cache/card.ts";
import { CallButton } from "../../ui/call-button.tsx";
import { Cut } from "../../ui/cut.tsx";
import { Word } from "../../ui/status-word.tsx";
import classes from "./client-card.module.css";
import { Reach } from "./reach.tsx";
import { Section } from "./section.tsx";
import { Write } from "./write.tsx";

const icons: Record<string, typeof IconAt> = { email: IconAt, phone: IconPhone, visitor: IconWorld };

/** The ways to reach somebody; what only they themselves say is marked as not verified. */
export function Identities({ contact }: { contact: Contact }) {
  const [isAdding, setIsAdding] = useState(false);
  const add = (
    <Tooltip label={t("card.identities.add")}>
      <ActionIcon size={24} aria-label={t("card.identities.add")} onClick={() => setIsAdding(true)}>
        <IconPlus size={16} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <Section title={t("card.identities.title")} action={add}>
      <ul className={classes.list}>
        {contact.identities
          .filter(({ kind }) => !isOnlyKey(kind))
          .map((identity) => (
            <IdentityRow key={identity.id} contact={contact} identity={identity} />
          ))}
      </ul>
      {isAdding && <AddIdentity contact={contact} close={() => setIsAdding(false)} />}
    </Section>
  );
}

function IdentityRow({ contact, identity }: { contact: Contact; identity: Identity }) {
  const { kind, address, isProven } = identity;
  const Icon = icons[kind] ?? IconUserCircle;
  const isVisitor = kind === "visitor";
  return (
    <li className={classes.identity}>
      <Icon size={16} stroke={1.6} aria-label={identityKind(kind)} role="img" />
      <Cut className={classes.address}>{isVisitor ? identityKind(kind) : address}</Cut>
      {!isProven && <Word meaning="waiting">{t("card.identities.claimed")}</Word>}
      <span className={classes.doings}>
        {kind === "phone" && <Call contact={contact} number={address} />}
        <Write contact={contact} identity={identity} />
        {!isVisitor && <More contact={contact} identity={identity} />}
      </span>
    </li>
  );
}

/** From here, or else by whatever this computer calls with. */
function Call({ contact, number }: { contact: Contact; number: string }) {
  const label = t("card.identities.call", { address: number });
  const can = useStore(canCall);
  if (can) return <CallButton size={28} label={label} to={{ number, contact }} />;
  return <Reach href={`tel:${number}`} label={label} icon={IconPhone} />;
}

function More({ contact, identity }: { contact: Contact; identity: Identity }) {
  const { kind, address } = identity;
  const params = { id: contact.id };
  const again = () =>
    void addIdentity(contact.id, kind === "phone" ? "phone" : "email", address).catch((error) =>
      errorToast(error),
    );
  const remove = () =>
    void call("DELETE /contacts/:id/identities/:identityId", {
      params: { ...params, identityId: identity.id },
    }).then(
      (changed) => {
        putContact(changed);
        undoToast(t("card.identities.removed"), again);
      },
      (error) => errorToast(error),
    );
  const isOurs = kind === "phone" || kind === "email";
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size={28} aria-label={t("card.identities.more", { address })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <CopyButton value={address}>
          {({ copy }) => (
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={copy}>
              {t("common.copy")}
            </Menu.Item>
          )}
        </CopyButton>
        {!identity.isProven && isOurs && <Menu.Item onClick={again}>{t("card.identities.verify")}</Menu.Item>}
        {isOurs && (
          <Menu.Item color="red" onClick={remove}>
            {t("common.remove")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function AddIdentity({ contact, close }: { contact: Contact; close(): void }) {
  const [address, setAddress] = useState("");
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = address.trim();
    if (!text) return close();
    addIdentity(contact.id, text.includes("@") ? "email" : "phone", text).then(close, (error) =>
      setProblem(errorWords(error)),
    );
  };
  return (
    <form className={classes.add} onSubmit={submit}>
      <TextInput
        autoFocus
        value={address}
        error={problem}
        maxLength={254}
        aria-label={t("card.identities.address")}
        placeholder={t("card.identities.address")}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          setProblem(undefined);
        }}
        onKeyDown={(event) => event.key === "Escape" && close()}
      />
      <Button type="submit" variant="default">
        {t("common.add")}
      </Button>
    </form>
  );
}

async function addIdentity(id: string, kind: "email" | "phone", address: string) {
  putContact(await call("POST /contacts/:id/identities", { params: { id }, body: { kind, address } }));
}
