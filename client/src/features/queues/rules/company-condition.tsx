import { MultiSelect } from "@mantine/core";
import { useState } from "react";
import { useCompanyNames, useFoundCompanies } from "../../../lib/companies.ts";
import { t } from "../../../lib/i18n.ts";

interface CompanyConditionProps {
  label: string;
  value: string[];
  error: string | false;
  onChange(value: string[]): void;
}

/** There may be too many companies to list: they are found by what is typed. */
export function CompanyCondition({ label, value, error, onChange }: CompanyConditionProps) {
  const [typed, setTyped] = useState("");
  const found = useFoundCompanies(typed);
  const { names, isPending } = useCompanyNames(value);
  const known = new Map([...found.map(({ id, name }) => [id, name] as const), ...names]);
  const unknown = isPending ? "…" : t("queues.rules.companyUnseen");
  return (
    <MultiSelect
      label={label}
      data={[...new Set([...known.keys(), ...value])].map((id) => ({
        value: id,
        label: known.get(id) ?? unknown,
      }))}
      value={value}
      error={error}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={t("queues.rules.companyNone")}
      maxValues={100}
      onChange={onChange}
    />
  );
}
