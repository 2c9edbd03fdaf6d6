import { Fieldset, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { WorkKind } from "../../../../server/contract/queues.ts";
import type { Workspace } from "../../../../server/contract/workspace.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";
import { OfficeHoursField } from "../../ui/office-hours-field.tsx";
import classes from "./settings.module.css";
import { SaveForm, WorkspacePart } from "./workspace-part.tsx";

const kinds: WorkKind[] = ["chat", "mail", "call"];

export const WorkspaceForm = () => (
  <WorkspacePart rows={4}>{(workspace) => <Form workspace={workspace} />}</WorkspacePart>
);

function Form({ workspace }: { workspace: Workspace }) {
  const [values, setValues] = useState(workspace);
  const set = (change: Partial<Workspace>) => setValues((all) => ({ ...all, ...change }));
  return (
    <SaveForm values={values}>
      {(error) => (
        <>
          <TextInput
            label={t("settings.workspace.name")}
            value={values.name}
            maxLength={120}
            required
            error={error instanceof ApiError && error.fields.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Select
            label={t("common.hours.timeZone")}
            data={[...new Set([values.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])]}
            searchable
            allowDeselect={false}
            value={values.timeZone}
            onChange={(timeZone) => timeZone && set({ timeZone })}
          />
          <OfficeHoursField
            label={t("settings.workspace.hours")}
            absent={t("settings.workspace.always")}
            value={values.officeHours}
            onChange={(officeHours) => set({ officeHours })}
          />
          <Switch
            label={t("settings.workspace.agentsSeeAll")}
            description={t("settings.workspace.agentsSeeAllHelp")}
            checked={values.agentsSeeAll}
            onChange={(event) => set({ agentsSeeAll: event.currentTarget.checked })}
          />
          <NumberInput
            label={t("settings.workspace.keepEvents")}
            description={t("settings.workspace.keepEventsHelp")}
            placeholder={t("settings.workspace.forEver")}
            min={30}
            max={36_500}
            allowDecimal={false}
            value={values.keepEventsDays ?? ""}
            error={error instanceof ApiError && error.fields.keepEventsDays}
            onChange={(days) => set({ keepEventsDays: days === "" ? null : Number(days) })}
          />
          <Fieldset
            variant="unstyled"
            legend={t("settings.workspace.weights")}
            className={classes.weights}
            aria-describedby="weights-help"
          >
            {kinds.map((kind) => (
              <NumberInput
                key={kind}
                label={t(`settings.workspace.weight.${kind}`)}
                min={0}
                max={1_000}
                allowDecimal={false}
                required
                withAsterisk={false}
                value={shown(values.weights[kind])}
                onChange={(weight) => set({ weights: { ...values.weights, [kind]: asNumber(weight) } })}
              />
            ))}
            <p id="weights-help" className="faint small">
              {t("settings.workspace.weightsHelp")}
            </p>
          </Fieldset>
        </>
      )}
    </SaveForm>
  );
}
