import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import {
  IconCheck,
  IconDots,
  IconMailOpened,
  IconRotate,
  IconUserPlus,
  IconUserShare,
} from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { call } from "../../../lib/api.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useMe } from "../../../lib/session.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { errorToast, sayToast } from "../../../lib/toast.ts";
import { isCallGoingOn } from "../../../lib/work.ts";
import { PersonPicker } from "../../../ui/person-picker.tsx";
import classes from "../conversation/conversation-panel.module.css";
import { Assignee } from "./assignee.tsx";
import { SnoozeMenu } from "./snooze-menu.tsx";
import { TagPicker } from "./tag-picker.tsx";
import { useActions } from "./use-actions.ts";
import { useWorkActions } from "./use-work-actions.ts";
import { WorkMenuItems } from "./work-menu-items.tsx";

const QueueDialog = lazy(() => import("./queue-dialog.tsx"));

interface ConversationDoingsProps {
  conversation: Conversation;
  leave(): void;
}

/** What can be done with the whole conversation: assign, tag, snooze, resolve, and the rest behind the dots. */
export function ConversationDoings({ conversation, leave }: ConversationDoingsProps) {
  const me = useMe();
  const actions = useActions(conversation);
  const work = useWorkActions(conversation);
  const [open, setOpen] = useState<"assign" | "tags" | "snooze" | "share" | "queue">();
  const openOnly = (which: typeof open) => (isOpen: boolean) => setOpen(isOpen ? which : undefined);
  const isResolved = conversation.status === "resolved";
  const isInCall = isCallGoingOn(work.work);
  const notDuringCall = t("inbox.conversation.notDuringCall");
  const resolve = () => {
    if (isInCall) return void sayToast(notDuringCall);
    actions.setStatus(isResolved ? "open" : "resolved");
  };
  const markUnread = () => {
    leave();
    actions.markUnread();
  };
  const group = t("inbox.keys.groupConversation");
  useShortcuts([
    { keys: "a", label: t("inbox.keys.assign"), group, run: () => setOpen("assign") },
    { keys: "l", label: t("inbox.keys.tag"), group, run: () => setOpen("tags") },
    { keys: "s", label: t("inbox.keys.snooze"), group, run: () => setOpen("snooze") },
    { keys: "e", label: t("inbox.keys.resolve"), group, run: resolve },
    { keys: "m", label: t("inbox.keys.unread"), group, run: markUnread },
  ]);
  return (
    <>
      <Assignee
        conversation={conversation}
        isOpen={open === "assign"}
        onOpenChange={openOnly("assign")}
        onPick={actions.assign}
      />
      <TagPicker
        tags={conversation.tags}
        isOpen={open === "tags"}
        onOpenChange={openOnly("tags")}
        onChange={actions.setTags}
      />
      <SnoozeMenu
        isOpen={open === "snooze"}
        onOpenChange={openOnly("snooze")}
        onSnooze={(until) => actions.setStatus("snoozed", until)}
      />
      <Tooltip
        label={isInCall ? notDuringCall : t(isResolved ? "inbox.doings.reopen" : "inbox.doings.resolve")}
      >
        <Button
          variant={isResolved || isInCall ? "default" : "filled"}
          onClick={resolve}
          aria-disabled={isInCall || undefined}
          className={classes.resolve}
          aria-label={t(isResolved ? "inbox.doings.reopen" : "inbox.doings.resolve")}
          px={12}
        >
          {isResolved ? <IconRotate size={16} /> : <IconCheck size={16} />}
          <span>&nbsp;{t(isResolved ? "inbox.doings.reopen" : "inbox.doings.resolve")}</span>
        </Button>
      </Tooltip>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t("common.more")}>
            <IconDots size={20} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <WorkMenuItems actions={work} askQueue={() => setOpen("queue")} />
          {conversation.assigneeId !== me.id && (
            <Menu.Item leftSection={<IconUserPlus size={16} />} onClick={() => actions.assign(me.id)}>
              {t("inbox.doings.take")}
            </Menu.Item>
          )}
          {conversation.status !== "pending" && !isInCall && (
            <Menu.Item onClick={() => actions.setStatus("pending")}>{t("inbox.doings.pending")}</Menu.Item>
          )}
          {(conversation.status === "pending" || conversation.status === "snoozed") && (
            <Menu.Item onClick={() => actions.setStatus("open")}>{t("inbox.doings.open")}</Menu.Item>
          )}
          <Menu.Item leftSection={<IconMailOpened size={16} />} onClick={markUnread}>
            {t("inbox.doings.unread")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUserShare size={16} />}
            onClick={() => setTimeout(() => setOpen("share"))}
          >
            {t("inbox.doings.share")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {open === "queue" && work.moveTo && (
          <QueueDialog
            currentId={conversation.queueId}
            close={() => setOpen(undefined)}
            move={(queue) => void work.moveTo?.(queue)}
          />
        )}
      </Suspense>
      {open === "share" && <Share conversation={conversation} close={() => setOpen(undefined)} />}
    </>
  );
}

function Share({ conversation, close }: { conversation: Conversation; close(): void }) {
  const people = usePeople();
  const share = (personId: string | null) => {
    if (!personId) return;
    const name = people.get(personId)?.name ?? "";
    call("POST /conversations/:id/people", { params: { id: conversation.id }, body: { personId } }).then(
      () => sayToast(t("inbox.done.shared", { name })),
      (error) => errorToast(error),
    );
  };
  return (
    <PersonPicker
      value={null}
      canBeNobody={false}
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      onPick={share}
    >
      {(props) => <button type="button" className="unseen" aria-label={t("inbox.doings.share")} {...props} />}
    </PersonPicker>
  );
}
