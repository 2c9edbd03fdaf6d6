import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { request } from "../../../lib/api.ts";
import { isCode } from "../../../lib/api-error.ts";
import { t } from "../../../lib/i18n.ts";
import { useMe } from "../../../lib/session.ts";
import { useWorkOf } from "../../../lib/work.ts";
import { findConversation } from "../../../realtime/cache/conversations.ts";
import { showViewing } from "../../../realtime/socket.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Composer } from "../composer/composer.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import { TimelineSkeleton } from "../timeline/timeline-skeleton.tsx";
import { WrapUp } from "../wrap-up/wrap-up.tsx";
import { CallScript } from "./call-script.tsx";
import { ConversationHeader } from "./conversation-header.tsx";
import classes from "./conversation-panel.module.css";

interface ConversationPanelProps {
  conversationId: string;
  at: number | undefined;
  /** Back to the list; absent where the list stands beside it. */
  back?(): void;
  /** To the list alone, as after a conversation was put aside as unread. */
  leave(): void;
  /** The button that opens the client card, where the card does not stand beside it. */
  cardButton?: ReactNode;
}

export function ConversationPanel({ conversationId, ...rest }: ConversationPanelProps) {
  const { data, error, refetch } = useQuery({
    ...request("GET /conversations/:id", { params: { id: conversationId } }),
    // The row that was clicked is all that the header needs.
    initialData: () => findConversation(conversationId),
  });
  useEffect(() => {
    showViewing(conversationId);
    return () => showViewing(null);
  }, [conversationId]);

  if (isCode(error, "not_found"))
    return (
      <EmptyState
        title={t("errors.notFoundTitle")}
        text={t("errors.notFound")}
        action={{ label: t("inbox.conversation.toList"), onClick: rest.leave }}
      />
    );
  if (error && !data) return <ErrorPanel error={error} retry={() => void refetch()} />;
  return (
    <section className={classes.panel} aria-label={t("inbox.conversation.label")}>
      {data ? <Loaded conversation={data} {...rest} /> : <Loading back={rest.back} />}
    </section>
  );
}

function Loaded({
  conversation,
  at,
  back,
  leave,
  cardButton,
}: Omit<ConversationPanelProps, "conversationId"> & { conversation: Conversation }) {
  const me = useMe();
  const work = useWorkOf(conversation.id);
  const isWrapUp = work?.state === "wrapUp" && work.ownerId === me.id;
  return (
    <>
      <ConversationHeader conversation={conversation} back={back} leave={leave} cardButton={cardButton} />
      <CallScript conversation={conversation} />
      <Panel of={conversation.id}>
        <Timeline key={`${conversation.id} ${at ?? ""}`} conversation={conversation} at={at} />
      </Panel>
      <Panel of={conversation.id}>
        {isWrapUp ? (
          <WrapUp key={work.id} item={work} />
        ) : (
          <Composer key={conversation.id} conversation={conversation} />
        )}
      </Panel>
    </>
  );
}

const Loading = ({ back }: { back?: () => void }) => (
  <>
    <ConversationHeader back={back} />
    <TimelineSkeleton />
    <div className={classes.composerPlace} />
  </>
);
