import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "../../lib/i18n.ts";
import { PageHeader } from "../../ui/page-header.tsx";

const parts = ["queues", "rules", "skills"] as const;
export type QueuesPart = (typeof parts)[number];

interface QueuesHeaderProps {
  part: QueuesPart;
  actions?: ReactNode;
}

/** How work reaches people, in three pages. */
export function QueuesHeader({ part, actions }: QueuesHeaderProps) {
  const navigate = useNavigate();
  const go = (to: QueuesPart) =>
    void (to === "queues"
      ? navigate({ to: "/queues" })
      : navigate({ to: "/queues/$id", params: { id: to } }));
  return (
    <PageHeader title={t("queues.title")} actions={actions}>
      <SegmentedControl
        value={part}
        onChange={(value) => go(value as QueuesPart)}
        data={parts.map((value) => ({ value, label: t(`queues.part.${value}`) }))}
        aria-label={t("queues.title")}
      />
    </PageHeader>
  );
}
