import { Modal, MultiSelect, NumberInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Person } from "../../../../server/contract/people.ts";
import { call } from "../../lib/api.ts";
import { useQueues } from "../../lib/directory.ts";
import { listed } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { languageChoices } from "../../lib/languages.ts";
import { sayToast } from "../../lib/toast.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";
import { SentForm } from "../../ui/sent-form.tsx";
import { SkillLevels } from "../../ui/skill-levels.tsx";
import { QueuesField } from "./queues-field.tsx";

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
  const queues = useQueues().data ?? [];
  const [chosen, setChosen] = useState<string[]>();
  const own = queues.filter(({ personIds }) => personIds.includes(id));
  const throughTeams = queues.filter((queue) => queue.memberIds.includes(id) && !own.includes(queue));
  const save = useMutation({
    // Left out where nobody chose, so that what others changed meanwhile stays.
    mutationFn: () => call("PATCH /people/:id", { params: { id }, body: { ...values, queueIds: chosen } }),
    onSuccess() {
      sayToast(t("people.work.saved", { name: person.name }));
      onSaved();
    },
    onSettled: () =>
      Promise.all(
        [["GET /people"], ["GET /queues"]].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
  return (
    <SentForm sending={save} label={t("common.save")}>
      {(errors) => (
        <>
          <QueuesField
            description={
              throughTeams.length > 0
                ? t("people.work.queuesOfTeams", {
                    queues: listed(throughTeams.map(({ name }) => name)),
                  })
                : t("people.work.queuesHelp")
            }
            value={chosen ?? own.map((queue) => queue.id)}
            error={errors.queueIds}
            onChange={setChosen}
          />
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
        </>
      )}
    </SentForm>
  );
}
