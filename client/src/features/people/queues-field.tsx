import { MultiSelect } from "@mantine/core";
import { useQueues } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";

interface QueuesFieldProps {
  value: string[];
  description: string;
  error?: string;
  onChange(value: string[]): void;
}

/** From which queues somebody gets work by themselves; left out where there are none. */
export function QueuesField({ value, description, error, onChange }: QueuesFieldProps) {
  const queues = useQueues().data ?? [];
  if (queues.length === 0) return null;
  return (
    <MultiSelect
      label={t("people.queues")}
      description={description}
      data={queues.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      error={error}
      searchable
      onChange={onChange}
    />
  );
}
