import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { addIdentity } from "./add-identity.ts";
import { getCard } from "./card.ts";
import { changeContact } from "./change-contact.ts";
import { joinContacts } from "./join.ts";
import { listCompanies } from "./list-companies.ts";
import { listContacts } from "./list-contacts.ts";
import { makeContact } from "./make-contact.ts";
import { getContact } from "./queries.ts";
import { removeIdentity } from "./remove-identity.ts";

export const contactsHandlers = (deps: Deps): Handlers => ({
  "GET /contacts": ({ access, query }) => listContacts(deps, { access, ...query }),
  async "POST /contacts"({ access, body }) {
    return getContact(deps, access, await makeContact(deps, { access, ...body }));
  },
  "GET /contacts/:id": ({ access, params }) => getCard(deps, { access, contactId: params.id }),
  async "PATCH /contacts/:id"({ access, params, body }) {
    await changeContact(deps, { access, contactId: params.id, ...body });
    return getContact(deps, access, params.id);
  },
  async "POST /contacts/:id/identities"({ access, params, body }) {
    await addIdentity(deps, { access, contactId: params.id, ...body });
    return getContact(deps, access, params.id);
  },
  async "DELETE /contacts/:id/identities/:identityId"({ access, params }) {
    await removeIdentity(deps, { access, contactId: params.id, identityId: params.identityId });
    return getContact(deps, access, params.id);
  },
  async "POST /contacts/:id/join"({ access, params, body }) {
    const { undoId } = await joinContacts(deps, { access, contactId: params.id, into: body.contactId });
    return { undoId, contact: await getContact(deps, access, body.contactId) };
  },
  "GET /companies": ({ access, query }) => listCompanies(deps, { access, ...query }),
});
