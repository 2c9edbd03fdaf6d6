import { Button, MultiSelect, NumberInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Calling } from "../../../../server/contract/workspace.ts";
import { call, queryKey, request } from "../../lib/api.ts";
import { countryChoices } from "../../lib/countries.ts";
import { t } from "../../lib/i18n.ts";
import { sayToast } from "../../lib/toast.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./settings.module.css";

/** What people may call. */
export function CallingForm() {
  const { data, error, refetch } = useQuery(request("GET /workspace"));
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={2} />;
  return <Form calling={data.calling} />;
}

function Form({ calling }: { calling: Calling }) {
  const client = useQueryClient();
  const [values, setValues] = useState(calling);
  const set = (change: Partial<Calling>) => setValues((all) => ({ ...all, ...change }));
  const save = useMutation({
    mutationFn: () => call("PATCH /workspace", { body: { calling: values } }),
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
      <MultiSelect
        label={t("settings.calling.countries")}
        description={t("settings.calling.countriesHelp")}
        placeholder={values.countries.length === 0 ? t("settings.calling.ownCountry") : undefined}
        data={countryChoices()}
        searchable
        hidePickedOptions
        nothingFoundMessage={t("settings.calling.noCountry")}
        value={values.countries}
        onChange={(countries) => set({ countries })}
      />
      <NumberInput
        label={t("settings.calling.callsPerHour")}
        description={t("settings.calling.callsPerHourHelp")}
        min={1}
        max={1_000}
        allowDecimal={false}
        required
        withAsterisk={false}
        value={shown(values.callsPerHour)}
        onChange={(calls) => set({ callsPerHour: asNumber(calls) })}
      />
      <p className="faint small">{t("settings.calling.never")}</p>
      <FormError error={save.error} />
      <Button type="submit" loading={save.isPending}>
        {t("common.save")}
      </Button>
    </form>
  );
}
