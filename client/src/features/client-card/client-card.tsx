import { useQuery } from "@tanstack/react-query";
import type { Call } from "../../../../server/contract/calls.ts";
import type { ContactCard } from "../../../../server/contract/contacts.ts";
import { request } from "../../lib/api.ts";
import { isCode } from "../../lib/api-error.ts";
import { useOnScreen } from "../../lib/dialler.ts";
import { t } from "../../lib/i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { CardSkeleton } from "./card-skeleton.tsx";
import classes from "./client-card.module.css";
import { Deals } from "./deals.tsx";
import { Fields } from "./fields.tsx";
import { History } from "./history.tsx";
import { Identities } from "./identities.tsx";
import { Recordings } from "./recordings.tsx";
import { SourceLines } from "./source-lines.tsx";
import { Suggestions } from "./suggestions.tsx";
import { Tasks } from "./tasks.tsx";
import { useCallsOf } from "./use-calls-of.ts";
import { Who } from "./who.tsx";

interface ClientCardProps {
  contactId: string;
  /** The one that is open beside it, so that the history can show where one is. */
  conversationId?: string;
}

/** Everything on one person: who, now, where from, what is noted, and the whole history. */
export function ClientCard({ contactId, conversationId }: ClientCardProps) {
  const { data, error, refetch } = useQuery(request("GET /contacts/:id", { params: { id: contactId } }));
  const calls = useCallsOf(contactId);
  if (isCode(error, "not_found")) {
    return <EmptyState title={t("errors.notFoundTitle")} text={t("errors.notFound")} />;
  }
  if (!data && error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  return (
    <aside className={classes.card} aria-label={t("card.label")}>
      {data && !calls.isLoading ? (
        <Sections card={data} calls={calls.data?.items ?? []} conversationId={conversationId} />
      ) : (
        <CardSkeleton />
      )}
    </aside>
  );
}

interface SectionsProps {
  card: ContactCard;
  calls: Call[];
  conversationId?: string;
}

function Sections({ card, calls, conversationId }: SectionsProps) {
  const { contact } = card;
  // Beside a conversation that says so itself.
  useOnScreen(conversationId === undefined ? contact : undefined);
  return (
    <>
      <Who contact={contact} conversation={card.conversations.find((one) => one.waitingSince !== null)} />
      <Suggestions contact={contact} suggestions={card.suggestions} />
      <Identities contact={contact} />
      <Deals deals={card.deals} />
      <Tasks tasks={card.tasks} contactId={contact.id} conversationId={conversationId} />
      {contact.source && <SourceLines source={contact.source} />}
      <Fields contact={contact} />
      <Recordings calls={calls} />
      <History conversations={card.conversations} calls={calls} openId={conversationId} />
    </>
  );
}
