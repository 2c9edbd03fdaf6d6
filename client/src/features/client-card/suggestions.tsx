import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Contact, ContactCard } from "../../../../server/contract/contacts.ts";
import { call } from "../../lib/api.ts";
import { contactName } from "../../lib/contact-name.ts";
import { t } from "../../lib/i18n.ts";
import { identityKind } from "../../lib/identity-kind.ts";
import { errorToast, show } from "../../lib/toast.ts";
import classes from "./client-card.module.css";

interface SuggestionsProps {
  contact: Contact;
  suggestions: ContactCard["suggestions"];
}

/** Cards of whoever this contact says to be; nothing is joined before a person says so. */
export function Suggestions({ contact, suggestions }: SuggestionsProps) {
  const [isBusy, setIsBusy] = useState(false);
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries();

  async function join(other: Contact) {
    setIsBusy(true);
    try {
      const { undoId } = await call("POST /contacts/:id/join", {
        params: { id: contact.id },
        body: { contactId: other.id },
      });
      refresh();
      const undo = () =>
        void call("POST /undos/:id", { params: { id: undoId } }).then(refresh, (error) => errorToast(error));
      const text = t("card.joined", { name: contactName(other) });
      show({ text, isError: false, lastsMs: 15_000, actions: [{ label: t("common.undo"), run: undo }] });
    } catch (error) {
      errorToast(error);
    } finally {
      setIsBusy(false);
    }
  }

  return suggestions.map(({ contact: other, identity }) => (
    <div key={other.id} className={classes.suggestion}>
      <p dir="auto">
        {t("card.suggestion", {
          kind: identityKind(identity.kind).toLocaleLowerCase(),
          address: identity.address,
          name: contactName(other),
        })}
      </p>
      <Button size="compact-sm" loading={isBusy} onClick={() => void join(other)}>
        {t("card.join")}
      </Button>
    </div>
  ));
}
