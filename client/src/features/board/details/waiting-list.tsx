import { IconCoffee } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { request } from "../../../lib/api.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import classes from "./details.module.css";
import { WorkLine } from "./work-line.tsx";

const most = 100;

/** What waits in a queue or is held out, in the order in which it is served. */
export function WaitingList({ queueId }: { queueId: string }) {
  const list = useQuery(request("GET /queues/:id/work", { params: { id: queueId }, query: { limit: most } }));
  const people = usePeople();
  if (list.isPending) return <SkeletonRows count={5} height={61} />;
  if (list.isError) return <ErrorPanel error={list.error} retry={() => void list.refetch()} />;
  const { items, waiting } = list.data;
  const more = waiting - items.filter(({ state }) => state === "waiting").length;
  if (items.length === 0) return <NothingWaits />;
  return (
    <>
      <ul className={classes.lines}>
        {items.map((item) => {
          const offeredTo = people.get(item.offeredTo ?? "");
          return (
            <WorkLine
              key={item.id}
              line={{ ...item, workItemId: item.id, since: item.waitingSince }}
              conversation={{ id: item.conversationId, contact: item.contact }}
              about={
                offeredTo
                  ? t("board.detail.offered", { name: offeredTo.name })
                  : item.preview || t("inbox.row.noText")
              }
            />
          );
        })}
      </ul>
      {more > 0 && <p className={classes.more}>{t("board.detail.more", { count: more })}</p>}
    </>
  );
}

export const NothingWaits = () => (
  <EmptyState icon={<IconCoffee size={24} stroke={1.5} />} title={t("board.detail.nothingWaits")} />
);
