import { Button, Select } from "@mantine/core";
import { IconUserShare } from "@tabler/icons-react";
import { t } from "../../../lib/i18n.ts";
import { useQueues } from "../../../lib/work.ts";
import { PersonPicker } from "../../../ui/person-picker.tsx";
import { useChangeWork } from "./use-change-work.ts";
import classes from "./work-doings.module.css";
import type { Line } from "./work-line.tsx";

const priorities = Array.from({ length: 10 }, (_, priority) => String(priority));

interface WorkDoingsProps {
  line: Line;
  conversationId: string;
}

/** Reassign, move to another queue, serve sooner or later. */
export function WorkDoings({ line, conversationId }: WorkDoingsProps) {
  const change = useChangeWork(line, conversationId);
  const queues = [...useQueues().values()].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={classes.doings}>
      <PersonPicker value={line.ownerId} onPick={change.giveTo}>
        {(props) => (
          <Button variant="default" leftSection={<IconUserShare size={16} />} {...props}>
            {t("board.detail.giveTo")}
          </Button>
        )}
      </PersonPicker>
      <Select
        className={classes.queue}
        aria-label={t("board.detail.moveTo")}
        placeholder={t("board.noQueue")}
        data={queues}
        value={line.queueId}
        onChange={(queueId) => queueId && change.moveTo(queueId)}
        allowDeselect={false}
        searchable
      />
      {line.priority !== undefined && (
        <Select
          className={classes.priority}
          aria-label={t("board.detail.priority")}
          leftSection={<span className="small faint">{t("board.detail.priority")}</span>}
          leftSectionWidth={64}
          leftSectionPointerEvents="none"
          data={priorities}
          value={String(line.priority)}
          onChange={(priority) => priority !== null && change.setPriority(Number(priority))}
          allowDeselect={false}
        />
      )}
    </div>
  );
}
