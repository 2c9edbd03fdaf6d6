import { Autocomplete, type AutocompleteProps, type ComboboxItem, Loader } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ListedValue } from "../../../../server/contract/channel-doings.ts";
import { call } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { errorWords } from "../../lib/error-words.ts";
import { t } from "../../lib/i18n.ts";
import classes from "./channels.module.css";

/** The settings that are being typed, and of which channel if it is there already. */
export interface Typed {
  connector: string;
  channelId?: string;
  settings: Record<string, unknown>;
}

interface ListedFieldProps {
  name: string;
  common: Pick<
    AutocompleteProps,
    "label" | "required" | "disabled" | "placeholder" | "description" | "error"
  >;
  value: string;
  typed: Typed;
  onChange(value: string): void;
}

/** A field for which the provider has values to choose from; others can be typed all the same. */
export function ListedField({ name, common, value, typed, onChange }: ListedFieldProps) {
  const asked = JSON.stringify([typed.connector, { ...typed.settings, [name]: undefined }]);
  const list = useMutation({
    mutationFn: (_asked: string) => call("POST /channels/listed-values", { body: { ...typed, field: name } }),
  });
  const isCurrent = list.variables === asked;
  const known = new Map(list.data?.values.map((one) => [one.value, one]));
  const problem = isCurrent ? problemOf(list) : undefined;
  return (
    <Autocomplete
      {...common}
      error={common.error ?? problem}
      value={value}
      onChange={onChange}
      openOnFocus={false}
      data={[...known.keys()]}
      filter={({ options, search }) => {
        // One that is chosen hides no others.
        if (known.has(search)) return options;
        return options.filter((option) => fits(known.get((option as ComboboxItem).value), search));
      }}
      renderOption={({ option }) => <Option one={known.get(option.value)} />}
      rightSection={list.isPending && <Loader size={16} aria-label={t("common.loading")} />}
      onDropdownOpen={() => {
        if (!isCurrent || list.isError) list.mutate(asked);
      }}
    />
  );
}

function problemOf({ data, error }: { data?: { values: unknown[] }; error: unknown }): string | undefined {
  if (error) return wordsOf(error);
  return data?.values.length === 0 ? t("channels.nothingListed") : undefined;
}

const wordsOf = (error: unknown) =>
  error instanceof ApiError && error.code === "invalid" ? error.message : errorWords(error);

const fits = (one: ListedValue | undefined, search: string) =>
  `${one?.value} ${one?.label}`.toLowerCase().includes(search.trim().toLowerCase());

function Option({ one }: { one: ListedValue | undefined }) {
  if (!one) return null;
  return (
    <span className={classes.listed}>
      <span>
        {one.value} {one.label !== one.value && <span className={classes.soft}>{one.label}</span>}
      </span>
      {one.detail && <span className={classes.soft}>{one.detail}</span>}
    </span>
  );
}
