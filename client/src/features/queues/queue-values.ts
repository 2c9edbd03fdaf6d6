import type { Queue } from "../../../../server/contract/queues.ts";
import type { Args } from "../../lib/api-types.ts";

/** What the form holds of a queue; a disposition that is new has an id of the form's own. */
export type QueueValues = Omit<Queue, "id" | "memberIds">;

export interface QueueFieldsProps {
  values: QueueValues;
  errors: Record<string, string>;
  onChange(some: Partial<QueueValues>): void;
}

export const valuesOf = ({ id: _, memberIds: _members, ...values }: Queue): QueueValues => values;

type Change = Args<"PATCH /queues/:id">["body"];

/** Only what was changed here is sent, so that nothing of what somebody else changed meanwhile is undone. */
export function changedParts(start: QueueValues, { dispositions, ...values }: QueueValues): Change {
  const parts = Object.entries(values).filter(
    ([key, value]) => !isSame(value, start[key as keyof typeof values]),
  );
  const known = new Set(start.dispositions.map(({ id }) => id));
  return {
    ...(Object.fromEntries(parts) as Change),
    ...(!isSame(dispositions, start.dispositions) && {
      dispositions: dispositions.map(({ id, name }) => (known.has(id) ? { id, name } : { name })),
    }),
  };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
