import { ClientCard } from "../features/client-card/client-card.tsx";
import { ContactsPage } from "../features/contacts/contacts-page.tsx";

export const Contacts = () => (
  <ContactsPage card={(contactId) => <ClientCard key={contactId} contactId={contactId} />} />
);
