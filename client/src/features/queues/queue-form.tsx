import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Queue } from "../../../../server/contract/queues.ts";
import { call } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { sayToast } from "../../lib/toast.ts";
import { FormError } from "../../ui/form-error.tsx";
import { useFocusError } from "../../ui/use-focus-error.ts";
import { AfterFields } from "./after-fields.tsx";
import { AskedFields } from "./asked-fields.tsx";
import { CallsFields } from "./calls-fields.tsx";
import { HowFields } from "./how-fields.tsx";
import { LevelFields } from "./level-fields.tsx";
import { changedParts, valuesOf } from "./queue-values.ts";
import classes from "./queues.module.css";
import { WhenFields } from "./when-fields.tsx";
import { WhoFields } from "./who-fields.tsx";

interface QueueFormProps {
  queue: Queue;
  /** Of the form, for the button that stands outside. */
  formId: string;
  isAdmin: boolean;
}

export function QueueForm({ queue, formId, isAdmin }: QueueFormProps) {
  const client = useQueryClient();
  // What was typed stays, whatever is fetched meanwhile; only what differs from the start is sent.
  const [start, setStart] = useState(() => valuesOf(queue));
  const [values, setValues] = useState(start);
  const set = (some: Partial<typeof values>) => setValues((all) => ({ ...all, ...some }));
  const save = useMutation({
    mutationFn: () =>
      call("PATCH /queues/:id", { params: { id: queue.id }, body: changedParts(start, values) }),
    async onSuccess(saved) {
      setStart(valuesOf(saved));
      setValues(valuesOf(saved));
      sayToast(t("queues.saved"));
      await client.invalidateQueries({ queryKey: ["GET /queues"] });
    },
  });
  const errors = save.error instanceof ApiError ? save.error.fields : {};
  const form = useFocusError(save.error);
  const fields = { values, errors, onChange: set };
  return (
    <form
      id={formId}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <FormError error={save.error} />
      <fieldset className={classes.form} disabled={!isAdmin}>
        <section className={classes.section}>
          <TextInput
            label={t("queues.name")}
            value={values.name}
            maxLength={80}
            required
            withAsterisk={false}
            error={errors.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <WhoFields values={values} onChange={set} />
        </section>
        <HowFields {...fields} />
        <WhenFields {...fields} queueId={queue.id} />
        <AskedFields {...fields} isReadOnly={!isAdmin} />
        <CallsFields {...fields} />
        <AfterFields {...fields} isReadOnly={!isAdmin} />
        <LevelFields {...fields} />
      </fieldset>
    </form>
  );
}
