import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { request } from "../../../lib/api.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import rows from "../../../ui/rows.module.css";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { Time } from "../../../ui/time.tsx";
import classes from "./move-dialog.module.css";

interface MoveDialogProps {
  conversation: Conversation;
  close(): void;
  move(to: Conversation): void;
}

/** Finds the conversation that a message belongs to: the contact's own first, else by search. */
export default function MoveDialog({ conversation, close, move }: MoveDialogProps) {
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 200);
  const own = useQuery({
    ...request("GET /conversations", { query: { contactId: conversation.contact.id, limit: 50 } }),
    enabled: q === "",
  });
  const found = useQuery({ ...request("GET /search", { query: { q, limit: 30 } }), enabled: q !== "" });
  const asked = q === "" ? own : found;
  const all = q === "" ? own.data?.items : found.data?.interactions.map((hit) => hit.conversation);
  const choices = [...new Map(all?.map((row) => [row.id, row])).values()].filter(
    (row) => row.id !== conversation.id,
  );
  const pick = (row: Conversation) => {
    move(row);
    close();
  };
  return (
    <Modal opened onClose={close} title={t("inbox.move.title")} size="md">
      <TextInput
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        leftSection={<IconSearch size={16} />}
        placeholder={t("inbox.move.search")}
        aria-label={t("inbox.move.search")}
      />
      <div className={classes.rows}>
        {asked.isError && <ErrorPanel error={asked.error} retry={() => void asked.refetch()} />}
        {asked.isPending && <SkeletonRows count={4} height={52} />}
        {asked.isSuccess && choices.length === 0 && <EmptyState title={t("inbox.move.none")} />}
        {choices.map((row) => (
          <Choice key={row.id} row={row} pick={pick} />
        ))}
      </div>
    </Modal>
  );
}

function Choice({ row, pick }: { row: Conversation; pick(row: Conversation): void }) {
  const channels = useChannels();
  return (
    <button type="button" className={classes.row} onClick={() => pick(row)}>
      <Avatar name={row.contact.name} size={32} channel={channels.get(row.channelId)} />
      <span className={rows.words}>
        <span className="cut" dir="auto">
          {contactName(row.contact)} <span className="faint">#{row.number}</span>
        </span>
        <span className="cut faint small" dir="auto">
          {row.preview}
        </span>
      </span>
      <Time at={row.lastInteractionAt} as="row" className="faint small" />
    </button>
  );
}
