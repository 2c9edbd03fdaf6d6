import { IconCoffee } from "@tabler/icons-react";
import type { BoardPerson } from "../../../../../server/contract/board.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import classes from "./details.module.css";
import { HeldLine } from "./held-line.tsx";

/** Work of a queue that people have in hand. */
export function ServiceList({ people, queueId }: { people: BoardPerson[]; queueId: string }) {
  const known = usePeople();
  const held = people
    .flatMap(({ personId, work }) => work.map((item) => ({ ...item, ownerId: personId })))
    .filter((item) => item.queueId === queueId && (item.state === "active" || item.state === "wrapUp"))
    .sort((a, b) => a.since.localeCompare(b.since));
  if (held.length === 0)
    return (
      <EmptyState icon={<IconCoffee size={24} stroke={1.5} />} title={t("board.detail.nothingInService")} />
    );
  return (
    <ul className={classes.lines}>
      {held.map((item) => (
        <HeldLine key={item.workItemId} item={item} who={known.get(item.ownerId)?.name} />
      ))}
    </ul>
  );
}
