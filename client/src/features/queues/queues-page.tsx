import { useParams } from "@tanstack/react-router";
import { QueueDetail } from "./queue-detail.tsx";
import { QueueList } from "./queue-list.tsx";
import { RulesPage } from "./rules/rules-page.tsx";
import { SkillsPage } from "./skills-page.tsx";

/** The list of queues; `/queues/rules`, `/queues/skills`, and `/queues/$id` for one queue. */
export function QueuesPage() {
  const { id } = useParams({ strict: false });
  if (!id) return <QueueList />;
  if (id === "rules") return <RulesPage />;
  if (id === "skills") return <SkillsPage />;
  return <QueueDetail id={id} key={id} />;
}
