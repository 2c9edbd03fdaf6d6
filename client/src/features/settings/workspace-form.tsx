import { Button, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Workspace } from "../../../../server/contract/workspace.ts";
import { call, queryKey, request } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { sayToast } from "../../lib/toast.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { OfficeHoursField } from "../../ui/office-hours-field.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./settings.module.css";

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
      <FormError error={save.error} />
      <Button type="submit" loading={save.isPending}>
        {t("common.save")}
      </Button>
    </form>
  );
}
