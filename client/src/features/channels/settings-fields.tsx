import { AccessField } from "./access-field.tsx";
import { type Field, shownFields } from "./fields.ts";
import { SettingsField } from "./settings-field.tsx";
import type { Access } from "./use-access.ts";

interface SettingsFieldsProps {
  fields: Field[];
  values: Record<string, unknown>;
  /** By path, as the hub names them: `settings.title`. */
  errors: Record<string, string>;
  /** Secrets that are kept already and need not be typed again. */
  secretsSet?: string[];
  isReadOnly?: boolean;
  access: Access;
  onChange(key: string, value: unknown): void;
}

/** A form drawn from what the connector says about its settings. */
export function SettingsFields({ fields, secretsSet = [], access, ...props }: SettingsFieldsProps) {
  return shownFields(fields, props.values).map((field) => {
    const common = {
      field,
      error: errorOf(field.key, props.errors),
      isSet: secretsSet.includes(field.key),
      isReadOnly: props.isReadOnly,
    };
    if (field.isAuthorised) return <AccessField key={field.key} {...common} access={access} />;
    return (
      <SettingsField
        key={field.key}
        {...common}
        value={props.values[field.key]}
        onChange={(value) => props.onChange(field.key, value)}
      />
    );
  });
}

/** A list's item is named by its number: `settings.origins.2` belongs to `origins`. */
function errorOf(key: string, errors: Record<string, string>): string | undefined {
  const path = `settings.${key}`;
  return Object.entries(errors).find(([name]) => name === path || name.startsWith(`${path}.`))?.[1];
}
