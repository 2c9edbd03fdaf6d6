import { Button, Fieldset, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { WorkKind } from "../../../../server/contract/queues.ts";
import type { Workspace } from "../../../../server/contract/workspace.ts";
import { call, queryKey, request } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { sayToast } from "../../lib/toast.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { OfficeHoursField } from "../../ui/office-hours-field.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./settings.module.css";

const kinds: WorkKind[] = ["chat", "mail", "call"];

export function WorkspaceForm() {
  const { data, error, refetch } = useQuery(request("GET /workspace"));
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={4} />;
  return <Form workspace={data} />;
}

function Form({ workspace }: { workspace: Workspace }) {
  const client = useQueryClient();
  const [values, setValues] = useState(workspace);
  const set = (change: Partial<Workspace>) => setValues((all) => ({ ...all, ...change }));
  const save = useMutation({
    mutationFn: () => call("PATCH /workspace", { body: values }),
    onSuccess(saved) {
      client.setQueryData(queryKey("GET /workspace"), saved);
      sayToast(t("settings.saved"));
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t("settings.workspace.name")}
        value={values.name}
        maxLength={120}
        required
        error={save.error instanceof ApiError && save.error.fields.name}
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
        error={save.error instanceof ApiError && save.error.fields.keepEventsDays}
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
      <FormError error={save.error} />
      <Button type="submit" loading={save.isPending}>
        {t("common.save")}
      </Button>
    </form>
  );
}
