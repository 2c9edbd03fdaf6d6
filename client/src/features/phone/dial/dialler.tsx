import { Button, Modal, TextInput } from "@mantine/core";
import { IconPhone } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { request } from "../../../lib/api.ts";
import { ApiError } from "../../../lib/api-error.ts";
import type { Callee } from "../../../lib/dialler.ts";
import { t } from "../../../lib/i18n.ts";
import { useNow } from "../../../lib/use-now.ts";
import { FormError } from "../../../ui/form-error.tsx";
import { Time } from "../../../ui/time.tsx";
import { CallerIdField } from "./caller-id-field.tsx";
import classes from "./dial.module.css";
import { ClaimedNumbers, NumbersOf, Recent } from "./known-numbers.tsx";
import { NumberPad } from "./number-pad.tsx";
import { useCallerId } from "./use-caller-id.ts";
import { usePlaceCall } from "./use-place-call.ts";

/** A number, what it is called with, and Enter. */
export default function Dialler({ to, close }: { to: Callee; close(): void }) {
  const contact = useContact(to);
  const numbers = numbersOf(to, contact);
  const claimed = phonesOf(contact, { isProven: false });
  const [typed, setTyped] = useState<string>();
  const [isMissing, setIsMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { all, callerId, choose } = useCallerId(to.conversationId);
  const placing = usePlaceCall(close);
  const number = typed ?? numbers[0] ?? "";
  const change = (next: string) => {
    setTyped(next);
    setIsMissing(false);
    placing.reset();
  };
  const press = (next: string) => {
    change(next);
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim() === "") return setIsMissing(true);
    if (!callerId || placing.isPending) return;
    const { channelId, queueId } = callerId;
    // Whom a task is about is called by it, whatever their number is.
    const isTheirs = to.dueAt !== undefined || [...numbers, ...claimed].includes(number);
    const contactId = (isTheirs && to.contact?.id) || null;
    placing.mutate({ number, channelId, queueId, contactId });
  };
  const wrong = placing.error instanceof ApiError ? placing.error.fields.number : undefined;
  const name = numbers.length > 0 ? (contact ?? to.contact)?.name : undefined;
  return (
    <Modal opened onClose={close} title={name ? t("dial.titleFor", { name }) : t("dial.title")} size={360}>
      <form className={classes.form} onSubmit={submit}>
        {to.dueAt && <Due at={to.dueAt} />}
        <TextInput
          ref={field}
          data-autofocus
          type="tel"
          autoComplete="off"
          label={t("dial.number")}
          description={t("dial.help")}
          maxLength={40}
          value={number}
          error={isMissing ? t("dial.missing") : wrong}
          classNames={{ input: classes.number }}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <NumberPad press={(digit) => press(number + digit)} takeBack={() => press(number.slice(0, -1))} />
        {callerId && <CallerIdField all={all} callerId={callerId} choose={choose} />}
        {!wrong && <FormError error={placing.error} />}
        <Button type="submit" fullWidth loading={placing.isPending} leftSection={<IconPhone size={16} />}>
          {t("dial.call")}
        </Button>
      </form>
      {contact && <NumbersOf contact={contact} numbers={numbers} pick={press} />}
      {contact && numbers.length === 0 && <ClaimedNumbers contact={contact} numbers={claimed} pick={press} />}
      {!to.contact && numbers.length === 0 && <Recent pick={press} />}
    </Modal>
  );
}

const useContact = ({ contact, number }: Callee) =>
  useQuery({
    ...request("GET /contacts/:id", { params: { id: contact?.id ?? "" } }),
    enabled: contact !== undefined && number === undefined,
  }).data?.contact;

type Contact = ReturnType<typeof useContact>;

/** The one that was pressed, or those that are proven to be of whom is to be called. */
function numbersOf({ number }: Callee, contact: Contact): string[] {
  return number === undefined ? phonesOf(contact, { isProven: true }) : [number];
}

const phonesOf = (contact: Contact, { isProven }: { isProven: boolean }): string[] =>
  (contact?.identities ?? [])
    .filter((identity) => identity.kind === "phone" && identity.isProven === isProven)
    .map(({ address }) => address);

function Due({ at }: { at: string }) {
  const isLate = Date.parse(at) < useNow();
  return (
    <p className={classes.due} data-late={isLate || undefined}>
      {t(isLate ? "dial.late" : "dial.due")} <Time at={at} />
    </p>
  );
}
