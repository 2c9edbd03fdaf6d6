import { MultiSelect, NumberInput } from "@mantine/core";
import { useState } from "react";
import type { Calling } from "../../../../server/contract/workspace.ts";
import { countryChoices } from "../../lib/countries.ts";
import { t } from "../../lib/i18n.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";
import { SaveForm, WorkspacePart } from "./workspace-part.tsx";

/** What people may call. */
export const CallingForm = () => (
  <WorkspacePart rows={2}>{(workspace) => <Form calling={workspace.calling} />}</WorkspacePart>
);

function Form({ calling }: { calling: Calling }) {
  const [values, setValues] = useState(calling);
  const set = (change: Partial<Calling>) => setValues((all) => ({ ...all, ...change }));
  return (
    <SaveForm values={{ calling: values }}>
      {() => (
        <>
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
        </>
      )}
    </SaveForm>
  );
}
