import { ActionIcon, Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useQueues } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { ArchiveQueue } from "./archive-queue.tsx";
import { QueueForm } from "./queue-form.tsx";
import classes from "./queues.module.css";

const formId = "queue";

export function QueueDetail({ id }: { id: string }) {
  const isAdmin = isAtLeast(useMe(), "admin");
  const queues = useQueues();
  const queue = queues.data?.find((one) => one.id === id);
  return (
    <Page
      header={
        <PageHeader
          title={queue?.name ?? t("queues.title")}
          before={
            <ActionIcon
              aria-label={t("queues.all")}
              ml={-8}
              renderRoot={(props) => <Link {...props} to="/queues" />}
            >
              <IconArrowLeft size={18} />
            </ActionIcon>
          }
          actions={
            queue &&
            isAdmin && (
              <Button type="submit" form={formId}>
                {t("common.save")}
              </Button>
            )
          }
        />
      }
    >
      {queues.isPending && <SkeletonRows count={6} height={72} />}
      {queues.error && <ErrorPanel error={queues.error} retry={() => void queues.refetch()} />}
      {queues.data && !queue && <EmptyState title={t("queues.gone.title")} text={t("queues.gone.text")} />}
      {queue && (
        <div className={classes.narrow}>
          <Panel>
            <QueueForm queue={queue} formId={formId} isAdmin={isAdmin} />
          </Panel>
          {isAdmin && <ArchiveQueue queue={queue} />}
        </div>
      )}
    </Page>
  );
}
