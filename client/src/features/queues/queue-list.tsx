import { Button } from "@mantine/core";
import { IconArrowsSplit2, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useQueues } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page } from "../../ui/page-header.tsx";
import rows from "../../ui/rows.module.css";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { NewQueue } from "./new-queue.tsx";
import { QueueRow } from "./queue-row.tsx";
import { QueuesHeader } from "./queues-header.tsx";
import { useFirstQueue } from "./use-first-queue.ts";

export function QueueList() {
  const isAdmin = isAtLeast(useMe(), "admin");
  const queues = useQueues();
  const [isMaking, setIsMaking] = useState(false);
  const makeFirst = useFirstQueue();
  return (
    <Page
      header={
        <QueuesHeader
          part="queues"
          actions={
            isAdmin && (
              <Button leftSection={<IconPlus size={16} />} onClick={() => setIsMaking(true)}>
                {t("queues.new")}
              </Button>
            )
          }
        />
      }
    >
      {queues.isPending && <SkeletonRows height={56} />}
      {queues.error && <ErrorPanel error={queues.error} retry={() => void queues.refetch()} />}
      {queues.data?.length === 0 && (
        <EmptyState
          icon={<IconArrowsSplit2 size={28} stroke={1.5} />}
          title={t("queues.empty.title")}
          text={t(isAdmin ? "queues.empty.text" : "queues.empty.textForOthers")}
          action={isAdmin ? { label: t("queues.empty.make"), onClick: makeFirst } : undefined}
        />
      )}
      <ul className={rows.rows}>
        {queues.data?.map((queue) => (
          <QueueRow queue={queue} key={queue.id} />
        ))}
      </ul>
      <NewQueue isOpen={isMaking} onClose={() => setIsMaking(false)} />
    </Page>
  );
}
