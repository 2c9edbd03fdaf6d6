import { Modal, TextInput } from "@mantine/core";
import { IconSearch, IconStack2 } from "@tabler/icons-react";
import { useState } from "react";
import type { Queue } from "../../../../../server/contract/queues.ts";
import { t } from "../../../lib/i18n.ts";
import { matches } from "../../../lib/matches.ts";
import { useQueues } from "../../../lib/work.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import classes from "./move-dialog.module.css";

interface QueueDialogProps {
  currentId: string | null;
  close(): void;
  move(to: Queue): void;
}

/** Finds the queue that work belongs to. */
export default function QueueDialog({ currentId, close, move }: QueueDialogProps) {
  const [typed, setTyped] = useState("");
  const found = [...useQueues().values()].filter((queue) => matches(typed, queue.name));
  const pick = (queue: Queue) => {
    move(queue);
    close();
  };
  return (
    <Modal opened onClose={close} title={t("inbox.queue.moveTitle")} size="md">
      <TextInput
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = found.find((queue) => queue.id !== currentId);
          if (event.key === "Enter" && typed.trim() && first) pick(first);
        }}
        leftSection={<IconSearch size={16} />}
        placeholder={t("inbox.queue.search")}
        aria-label={t("inbox.queue.search")}
      />
      <div className={classes.rows}>
        {found.length === 0 && <EmptyState title={t("inbox.queue.noMatch")} />}
        {found.map((queue) => (
          <button
            key={queue.id}
            type="button"
            className={classes.row}
            disabled={queue.id === currentId}
            onClick={() => pick(queue)}
          >
            <IconStack2 size={18} stroke={1.6} aria-hidden />
            <span className={`cut ${classes.name}`} dir="auto">
              {queue.name}
            </span>
            {queue.id === currentId && <span className="faint small">{t("inbox.queue.current")}</span>}
          </button>
        ))}
      </div>
    </Modal>
  );
}
