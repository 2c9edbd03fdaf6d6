import { Button } from "@mantine/core";
import type { Interaction } from "../../../../../server/contract/conversations.ts";
import { t } from "../../../lib/i18n.ts";
import classes from "./newcomers.module.css";

interface NewcomersProps {
  newcomers: Interaction[];
  isWarned: boolean;
  sendAnyway(): void;
  keepWriting(): void;
}

const shown = 3;

/** What came in while the answer was written, shown before it goes out. */
export function Newcomers({ newcomers, isWarned, sendAnyway, keepWriting }: NewcomersProps) {
  if (newcomers.length === 0) return null;
  const isAnswered = newcomers.some((one) => one.direction === "out");
  return (
    <div
      className={classes.newcomers}
      data-warned={isWarned || undefined}
      role={isWarned ? "alert" : "status"}
    >
      <p className={classes.title}>
        {t(isAnswered ? "inbox.newcomers.answered" : "inbox.newcomers.title", { count: newcomers.length })}
      </p>
      <ul className={classes.list}>
        {newcomers.slice(-shown).map((one) => (
          <li key={one.id} className="cut" dir="auto">
            {one.direction === "out" && `${one.author.name ?? t("common.removedPerson")}: `}
            {one.text || one.files.map((file) => file.name).join(", ")}
          </li>
        ))}
      </ul>
      {isWarned && (
        <div className={classes.doings}>
          <Button size="compact-sm" onClick={sendAnyway}>
            {t("inbox.outgoing.sendAnyway")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={keepWriting}>
            {t("inbox.newcomers.keepWriting")}
          </Button>
        </div>
      )}
    </div>
  );
}
