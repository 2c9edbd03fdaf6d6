import type { Contact } from "../../../../server/contract/contacts.ts";
import { call } from "../../lib/api.ts";
import type { Args } from "../../lib/api-types.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast, undoToast } from "../../lib/toast.ts";
import { putContact } from "../../realtime/cache/card.ts";
import { ahead } from "../../realtime/cache/rows.ts";

type Change = Args<"PATCH /contacts/:id">["body"];

/** Changes a contact at once on the screen, then at the hub, with a way back. */
export function useChangeContact(contact: Contact) {
  const send = async (body: Change, shown: Contact) => {
    putContact(shown);
    try {
      putContact(await call("PATCH /contacts/:id", { params: { id: contact.id }, body }));
      return true;
    } catch (error) {
      putContact(ahead(shown, { name: contact.name, company: contact.company, fields: contact.fields }));
      errorToast(error);
      return false;
    }
  };
  return async (body: Change) => {
    const isKept = await send(body, ahead(contact, shownOf(contact, body)));
    if (!isKept) return;
    const before: Change = {
      ...(body.name !== undefined && { name: contact.name }),
      ...(body.company !== undefined && { company: contact.company?.name ?? null }),
      ...(body.fields !== undefined && { fields: contact.fields }),
    };
    undoToast(t("card.changed"), () => {
      void call("PATCH /contacts/:id", { params: { id: contact.id }, body: before }).then(
        putContact,
        (error) => errorToast(error),
      );
    });
  };
}

const shownOf = (contact: Contact, { name, company, fields }: Change): Partial<Contact> => ({
  name: name === undefined ? contact.name : name,
  company: company === undefined ? contact.company : company === null ? null : { id: "", name: company },
  fields: fields ?? contact.fields,
});
