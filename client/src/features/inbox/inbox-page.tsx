import { ActionIcon, Drawer, Tooltip } from "@mantine/core";
import { IconId } from "@tabler/icons-react";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import type { View } from "../../../../server/contract/conversations.ts";
import { t } from "../../lib/i18n.ts";
import { useMe } from "../../lib/session.ts";
import { useIsMedium, useIsNarrow } from "../../lib/use-screen.ts";
import { Panel } from "../../ui/panel.tsx";
import { ConversationPanel } from "./conversation/conversation-panel.tsx";
import { GettingStarted } from "./getting-started.tsx";
import { InboxColumn } from "./inbox-column.tsx";
import classes from "./inbox-page.module.css";
import { ConversationList } from "./list/conversation-list.tsx";
import { ListHeader } from "./list/list-header.tsx";
import { QueueList } from "./list/queue-list.tsx";
import { useContactOf } from "./use-contact-of.ts";
import { isQueueId, isView, keepView, lastView } from "./views.ts";
import { ViewsPanel } from "./views-panel.tsx";

interface InboxPageProps {
  /** The client card of whoever is talked with. */
  card(contactId: string, conversationId: string): ReactNode;
}

export function InboxPage({ card }: InboxPageProps) {
  const { view, queueId, channelId, openId, at, close } = usePlace();
  const isNarrow = useIsNarrow();
  const isMedium = useIsMedium();
  const hidesSteps = useMe().preferences.hidesGettingStarted;
  const [isCardOpen, setIsCardOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: over another conversation it would hide what was gone to
  useEffect(() => setIsCardOpen(false), [openId]);
  const { contactId, isExpected } = useContactOf(openId);
  const cardPanel = openId && contactId && <Panel of={contactId}>{card(contactId, openId)}</Panel>;

  const list = (
    <div className={classes.list}>
      <ListHeader view={view} queueId={queueId} channelId={channelId} hasViews={isMedium} />
      <Panel of={queueId ?? view}>
        {queueId ? (
          <QueueList key={queueId} queueId={queueId} openId={openId} />
        ) : (
          <ConversationList
            key={`${view} ${channelId ?? ""}`}
            view={view}
            channelId={channelId}
            openId={openId}
            whenEmpty={
              isNarrow && view === "all" && !channelId && !hidesSteps ? <GettingStarted /> : undefined
            }
          />
        )}
      </Panel>
    </div>
  );
  const conversation = openId ? (
    <ConversationPanel
      conversationId={openId}
      at={at}
      back={isNarrow ? close : undefined}
      leave={close}
      cardButton={isMedium && <CardButton onClick={() => setIsCardOpen(true)} />}
    />
  ) : (
    <GettingStarted />
  );

  if (isNarrow) {
    return (
      <div className={classes.page}>
        {openId ? conversation : list}
        <CardDrawer isOpen={isCardOpen} close={() => setIsCardOpen(false)}>
          {cardPanel}
        </CardDrawer>
      </div>
    );
  }
  return (
    <div className={classes.page}>
      {!isMedium && (
        <InboxColumn column="views">
          <ViewsPanel view={view} queueId={queueId} />
        </InboxColumn>
      )}
      <InboxColumn column="list">{list}</InboxColumn>
      <div className={classes.rest}>
        <Panel of={openId}>{conversation}</Panel>
      </div>
      {!isMedium && isExpected && (
        <InboxColumn column="card" isReversed>
          {cardPanel}
        </InboxColumn>
      )}
      {isMedium && (
        <CardDrawer isOpen={isCardOpen} close={() => setIsCardOpen(false)}>
          {cardPanel}
        </CardDrawer>
      )}
    </div>
  );
}

/** Where one is, by the address. */
function usePlace() {
  const params = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const view: View = isView(params.view) ? params.view : lastView();
  const queueId = isQueueId(params.view) ? params.view : undefined;
  const shown = queueId ?? view;
  const isElsewhere = params.view !== shown;
  useEffect(() => {
    keepView(view);
    if (isElsewhere) void navigate({ to: "/inbox/$view", params: { view }, replace: true });
  }, [view, isElsewhere, navigate]);
  const close = () => void navigate({ to: "/inbox/$view", params: { view: shown } });
  return {
    view,
    queueId,
    channelId: search.channel,
    openId: params.conversationId,
    at: search.at,
    close,
  };
}

const CardButton = ({ onClick }: { onClick(): void }) => (
  <Tooltip label={t("inbox.conversation.card")}>
    <ActionIcon onClick={onClick} aria-label={t("inbox.conversation.card")}>
      <IconId size={20} stroke={1.6} />
    </ActionIcon>
  </Tooltip>
);

const CardDrawer = ({ isOpen, close, children }: { isOpen: boolean; close(): void; children: ReactNode }) => (
  <Drawer
    opened={isOpen}
    onClose={close}
    position="right"
    size={360}
    padding={0}
    title={t("inbox.conversation.card")}
  >
    {children}
  </Drawer>
);
