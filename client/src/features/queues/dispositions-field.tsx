import { ActionIcon, Button, Input, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import type { Disposition } from "../../../../server/contract/queues.ts";
import { t } from "../../lib/i18n.ts";
import { randomId } from "../../lib/random-id.ts";
import { SortedList } from "../../ui/sorted-list.tsx";
import classes from "./queues.module.css";

interface DispositionsFieldProps {
  value: Disposition[];
  error?: string;
  isReadOnly: boolean;
  onChange(value: Disposition[]): void;
}

/** How a piece of work can have ended, in an order of one's own; one that is taken out stays where it was chosen. */
export function DispositionsField({ value, error, isReadOnly, onChange }: DispositionsFieldProps) {
  const [name, setName] = useState("");
  const canAdd = name.trim() !== "" && value.every((one) => one.name !== name.trim());

  function add() {
    if (!canAdd) return;
    onChange([...value, { id: randomId(), name: name.trim() }]);
    setName("");
  }

  function addByKey(event: KeyboardEvent) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  }

  return (
    <Input.Wrapper
      label={t("queues.after.dispositions")}
      description={t("queues.after.dispositionsHelp")}
      error={error}
      labelElement="div"
    >
      <SortedList
        label={t("queues.after.dispositions")}
        rows={value}
        nameOf={(one) => one.name}
        isReadOnly={isReadOnly}
        onSort={onChange}
      >
        {(one, nth) => (
          <div className={classes.disposition}>
            <TextInput
              aria-label={t("queues.after.nameOf", { name: one.name })}
              value={one.name}
              maxLength={80}
              required
              onChange={(event) => onChange(value.with(nth, { ...one, name: event.currentTarget.value }))}
            />
            {!isReadOnly && (
              <ActionIcon
                aria-label={t("queues.after.remove", { name: one.name })}
                onClick={() => onChange(value.toSpliced(nth, 1))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </div>
        )}
      </SortedList>
      {!isReadOnly && (
        <div className={classes.disposition}>
          <TextInput
            aria-label={t("queues.after.add")}
            placeholder={t("queues.after.example")}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={addByKey}
          />
          <Button variant="default" disabled={!canAdd} onClick={add}>
            {t("common.add")}
          </Button>
        </div>
      )}
    </Input.Wrapper>
  );
}
