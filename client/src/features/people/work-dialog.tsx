import { Button, Modal, MultiSelect, NumberInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Person } from "../../../../server/contract/people.ts";
import { call } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { languageChoices } from "../../lib/languages.ts";
import { sayToast } from "../../lib/toast.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";
import { FormError } from "../../ui/form-error.tsx";
import { SkillLevels } from "../../ui/skill-levels.tsx";
import { useFocusError } from "../../ui/use-focus-error.ts";
import classes from "./people.module.css";

interface WorkDialogProps {
  person: Person;
  isOpen: boolean;
  onClose(): void;
}

/** What work somebody gets. */
export function WorkDialog({ person, isOpen, onClose }: WorkDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("people.work.title", { name: person.name })}>
      <WorkForm person={person} onSaved={onClose} />
    </Modal>
  );
}

function WorkForm({ person, onSaved }: { person: Person; onSaved(): void }) {
  const client = useQueryClient();
  const { id, capacity, languages, skills } = person;
  const [values, setValues] = useState({ capacity, languages, skills });
  const set = (some: Partial<typeof values>) => setValues((all) => ({ ...all, ...some }));
  const save = useMutation({
    mutationFn: () => call("PATCH /people/:id", { params: { id }, body: values }),
    onSuccess() {
      sayToast(t("people.work.saved", { name: person.name }));
      onSaved();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["GET /people"] }),
  });
  const errors = save.error instanceof ApiError ? save.error.fields : {};
  const form = useFocusError(save.error);
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <NumberInput
        label={t("people.work.capacity")}
        description={t("people.work.capacityHelp")}
        min={0}
        max={1_000}
        allowDecimal={false}
        required
        withAsterisk={false}
        data-autofocus
        value={shown(values.capacity)}
        error={errors.capacity}
        onChange={(value) => set({ capacity: asNumber(value) })}
      />
      <MultiSelect
        label={t("people.work.languages")}
        description={t("people.work.languagesHelp")}
        data={languageChoices(values.languages)}
        value={values.languages}
        searchable
        error={errors.languages}
        onChange={(next) => set({ languages: next })}
      />
      <SkillLevels
        label={t("people.work.skills")}
        description={t("people.work.skillsHelp")}
        value={values.skills}
        error={errors.skills}
        make={(skillId) => ({ skillId, level: 1 })}
        onChange={(next) => set({ skills: next })}
      />
      <FormError error={save.error} />
      <Button type="submit" loading={save.isPending}>
        {t("common.save")}
      </Button>
    </form>
  );
}
