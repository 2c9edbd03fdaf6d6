import { Button, SegmentedControl } from "@mantine/core";
import { IconChecklist, IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { t } from "../../lib/i18n.ts";
import { requestPages } from "../../lib/pages.ts";
import { useShortcuts } from "../../lib/shortcuts.ts";
import { useNow } from "../../lib/use-now.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { Paged } from "../../ui/paged.tsx";
import rows from "../../ui/rows.module.css";
import { useRowKeys } from "../../ui/use-row-keys.ts";
import { groupByDue } from "./group-by-due.ts";
import { NewTask } from "./new-task.tsx";
import { TaskRow } from "./task-row.tsx";
import classes from "./tasks.module.css";

const filters = ["forMe", "calls", "everyone", "done"] as const;
type Filter = (typeof filters)[number];

/** Query strings know no booleans; the contract reads these words. */
const queries = {
  forMe: { isDone: "false", isForMe: "true" },
  calls: { isDone: "false", isOfCall: "true" },
  everyone: { isDone: "false" },
  done: { isDone: "true" },
} as const;

export function TasksPage() {
  const now = useNow();
  const [filter, setFilter] = useState<Filter>("forMe");
  const [isAdding, setIsAdding] = useState(false);
  const list = useInfiniteQuery(requestPages("GET /tasks", { query: queries[filter] }));
  const tasks = list.data?.pages.flatMap((page) => page.items) ?? [];
  const inside = useRef<HTMLDivElement>(null);
  const group = t("tasks.title");
  const focused = useRowKeys(inside, group);
  useShortcuts([
    { keys: "+", label: t("tasks.new"), group, run: () => setIsAdding(true) },
    {
      keys: "x",
      label: t("tasks.keys.complete"),
      group,
      run: () => focused()?.querySelector("input")?.click(),
      isForFocus: true,
    },
    {
      keys: "Enter",
      label: t("common.keys.open"),
      group,
      run: () => focused()?.querySelector("a")?.click(),
      isForFocus: true,
    },
  ]);

  return (
    <Page
      header={
        <PageHeader
          title={t("tasks.title")}
          actions={
            <Button leftSection={<IconPlus size={16} />} onClick={() => setIsAdding(true)}>
              {t("tasks.new")}
            </Button>
          }
        >
          <SegmentedControl
            value={filter}
            onChange={(value) => setFilter(value as Filter)}
            data={filters.map((value) => ({ value, label: t(`tasks.filter.${value}`) }))}
            aria-label={t("tasks.filter.label")}
          />
        </PageHeader>
      }
    >
      <Paged
        list={list}
        count={tasks.length}
        rowHeight={56}
        empty={
          <EmptyState
            icon={<IconChecklist size={28} stroke={1.5} />}
            title={t(`tasks.empty.${filter}`)}
            text={t("tasks.empty.text")}
            action={{ label: t("tasks.new"), onClick: () => setIsAdding(true) }}
          />
        }
      >
        <div ref={inside}>
          {groupByDue(tasks, filter === "done" || filter === "calls" ? filter : now).map(
            ({ name, tasks: some }) => (
              <section key={name} aria-label={t(`tasks.group.${name}`)}>
                <h2
                  className={`${rows.heading} ${classes.group}`}
                  data-late={name === "overdue" || undefined}
                >
                  {t(`tasks.group.${name}`)} <span className="faint">{some.length}</span>
                </h2>
                <ul className={rows.rows}>
                  {some.map((task) => (
                    <TaskRow task={task} key={task.id} />
                  ))}
                </ul>
              </section>
            ),
          )}
        </div>
      </Paged>
      <NewTask isOpen={isAdding} onClose={() => setIsAdding(false)} />
    </Page>
  );
}
