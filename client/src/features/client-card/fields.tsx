import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { Contact } from "../../../../server/contract/contacts.ts";
import { t } from "../../lib/i18n.ts";
import { CallNumbers } from "../../ui/call-numbers.tsx";
import { Cut } from "../../ui/cut.tsx";
import { EditInPlace } from "../../ui/edit-in-place.tsx";
import classes from "./client-card.module.css";
import { Section } from "./section.tsx";
import { useChangeContact } from "./use-change-contact.ts";

/** What else is noted of a contact, by names that people choose. */
export function Fields({ contact }: { contact: Contact }) {
  const change = useChangeContact(contact);
  const [isAdding, setIsAdding] = useState(false);
  const { fields } = contact;
  const add = (
    <Tooltip label={t("card.fields.add")}>
      <ActionIcon size={24} aria-label={t("card.fields.add")} onClick={() => setIsAdding(true)}>
        <IconPlus size={16} />
      </ActionIcon>
    </Tooltip>
  );
  const remove = (name: string) => {
    const { [name]: _, ...others } = fields;
    void change({ fields: others });
  };
  return (
    <Section title={t("card.fields.title")} action={add}>
      {Object.keys(fields).length === 0 && !isAdding && (
        <p className={classes.none}>{t("card.fields.none")}</p>
      )}
      <div className={classes.list}>
        {Object.entries(fields).map(([name, value]) => (
          <div key={name} className={classes.field}>
            <Cut className="faint">{name}</Cut>
            <EditInPlace
              label={name}
              value={value}
              maxLength={2000}
              canBeEmpty
              onSave={(next) => void change({ fields: { ...fields, [name]: next } })}
            />
            <CallNumbers text={value} contact={contact} />
            <ActionIcon
              size={24}
              className={classes.remove}
              aria-label={t("card.fields.remove", { name })}
              onClick={() => remove(name)}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
      </div>
      {isAdding && (
        <AddField
          close={() => setIsAdding(false)}
          add={(name, value) => void change({ fields: { ...fields, [name]: value } })}
        />
      )}
    </Section>
  );
}

function AddField({ close, add }: { close(): void; add(name: string, value: string): void }) {
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) add(name.trim(), value.trim());
    close();
  };
  const onKeyDown = (event: { key: string }) => event.key === "Escape" && close();
  return (
    <form className={classes.add} onSubmit={submit} onKeyDown={onKeyDown}>
      <TextInput
        size="xs"
        autoFocus
        maxLength={60}
        value={name}
        placeholder={t("card.fields.name")}
        aria-label={t("card.fields.name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        maxLength={2000}
        value={value}
        placeholder={t("card.fields.value")}
        aria-label={t("card.fields.value")}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" h={30} variant="default">
        {t("common.add")}
      </Button>
    </form>
  );
}
