import { ClientCard } from "../features/client-card/client-card.tsx";
import { InboxPage } from "../features/inbox/inbox-page.tsx";

export const Inbox = () => (
  <InboxPage
    card={(contactId, conversationId) => (
      <ClientCard key={contactId} contactId={contactId} conversationId={conversationId} />
    )}
  />
);
