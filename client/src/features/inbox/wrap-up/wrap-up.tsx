import { Button, Radio } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { request } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { useQueues } from "../../../lib/work.ts";
import { Cut } from "../../../ui/cut.tsx";
import { Keys } from "../../../ui/keys.tsx";
import { AddTask } from "../../../ui/sales/add-task.tsx";
import { StageMenu } from "../../../ui/sales/stage-menu.tsx";
import { useComplete } from "./use-complete.ts";
import classes from "./wrap-up.module.css";
import { WrapUpClock } from "./wrap-up-clock.tsx";

/** In the composer's place after the work is done: how it came out, the next step, and so long as there is time for it. */
export function WrapUp({ item }: { item: WorkItem }) {
  const dispositions = useQueues().get(item.queueId ?? "")?.dispositions ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const panel = useRef<HTMLElement>(null);
  const { isBusy, complete } = useComplete(item, chosen);
  const done = () => {
    // A next step that was typed and not entered yet is meant as well.
    panel.current?.querySelector("form")?.requestSubmit();
    complete();
  };
  const group = t("inbox.wrapUp.title");
  useShortcuts([
    ...dispositions.slice(0, 9).map(({ id, name }, index) => ({
      keys: String(index + 1),
      label: name,
      group,
      run: () => setChosen(id),
    })),
    { keys: "mod+Enter", label: t("inbox.keys.done"), group, run: done, isEverywhere: true },
  ]);
  return (
    <section ref={panel} className={classes.panel} aria-label={t("inbox.wrapUp.title")}>
      <header className={classes.header}>
        <h3>{t("inbox.wrapUp.title")}</h3>
        <WrapUpClock endsAt={item.wrapUpEndsAt} />
        <Button className={classes.done} disabled={isBusy} onClick={done}>
          {t("inbox.wrapUp.done")} <Keys keys="mod+Enter" />
        </Button>
      </header>
      <div className={classes.parts}>
        {dispositions.length > 0 && (
          <Radio.Group
            value={chosen}
            onChange={setChosen}
            label={t("inbox.wrapUp.how")}
            className={classes.dispositions}
          >
            <div className={classes.choices}>
              {dispositions.map(({ id, name }, index) => (
                <Radio
                  key={id}
                  value={id}
                  label={
                    <span className={classes.choice}>
                      <Cut>{name}</Cut>
                      {index < 9 && <kbd aria-hidden>{index + 1}</kbd>}
                    </span>
                  }
                />
              ))}
            </div>
          </Radio.Group>
        )}
        <NextStep item={item} />
      </div>
    </section>
  );
}

/** A task for later, and the stage of each open deal of this contact. */
function NextStep({ item }: { item: WorkItem }) {
  const { data } = useQuery(request("GET /contacts/:id", { params: { id: item.contact.id } }));
  const open = data?.deals.filter((deal) => deal.closedAt === null) ?? [];
  return (
    <div className={classes.next}>
      <h4>{t("inbox.wrapUp.next")}</h4>
      <AddTask contactId={item.contact.id} conversationId={item.conversationId} />
      {open.map((deal) => (
        <div key={deal.id} className={classes.deal}>
          <Cut>{deal.title}</Cut>
          <StageMenu deal={deal} />
        </div>
      ))}
    </div>
  );
}
