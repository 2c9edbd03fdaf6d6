import {
  Button,
  ColorInput,
  NumberInput,
  PasswordInput,
  type PasswordInputProps,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { t } from "../../lib/i18n.ts";
import classes from "./channels.module.css";
import type { Field } from "./fields.ts";
import { ListedField, type Typed } from "./listed-field.tsx";

interface SettingsFieldProps {
  field: Field;
  value: unknown;
  error: string | undefined;
  isSet: boolean;
  isReadOnly?: boolean;
  typed: Typed;
  onChange(value: unknown): void;
}

/** One field, by its kind. */
export function SettingsField({
  field,
  value,
  error,
  isSet,
  isReadOnly,
  typed,
  onChange,
}: SettingsFieldProps) {
  const common = {
    label: field.title,
    description: field.help,
    error,
    required: field.isRequired,
    disabled: isReadOnly,
    placeholder: field.placeholder,
  };
  if (field.isSecret) {
    return (
      <SecretField
        common={common}
        canBeMade={field.isGenerated && isSet && !isReadOnly}
        isSet={isSet}
        value={value}
        onChange={onChange}
      />
    );
  }
  if (field.isListed) {
    return (
      <ListedField name={field.key} common={common} value={asText(value)} typed={typed} onChange={onChange} />
    );
  }
  switch (field.kind) {
    case "choice":
      return (
        <Select
          {...common}
          data={field.choices.map((choice) => ({ value: choice, label: choiceWord(choice) }))}
          value={asText(value)}
          onChange={onChange}
          allowDeselect={false}
        />
      );
    case "flag":
      return (
        <Switch
          {...common}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(next === "" ? null : Number(next))}
        />
      );
    case "list":
      return (
        <TagsInput
          {...common}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
          // A folder's name may have spaces in it.
          splitChars={[","]}
        />
      );
    case "color":
      return <ColorInput {...common} value={asText(value)} onChange={onChange} withEyeDropper={false} />;
    case "longText":
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={8}
          value={asText(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "text":
      return (
        <TextInput
          {...common}
          value={asText(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

interface SecretFieldProps {
  common: PasswordInputProps;
  canBeMade: boolean;
  isSet: boolean;
  value: unknown;
  onChange(value: unknown): void;
}

/** Left alone it stays as it is; emptied on purpose, the connector makes another. */
function SecretField({ common, canBeMade, isSet, value, onChange }: SecretFieldProps) {
  const isToBeMade = isSet && value === "";
  const kept = isSet ? t("channels.secretKept") : common.placeholder;
  return (
    <div className={classes.secret}>
      <PasswordInput
        {...common}
        autoComplete="off"
        placeholder={isToBeMade ? t("channels.secretNew") : kept}
        value={asText(value)}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
      {canBeMade && (
        <Button variant="default" h={36} onClick={() => onChange(isToBeMade ? undefined : "")}>
          {t(isToBeMade ? "channels.keepOld" : "channels.makeNew")}
        </Button>
      )}
    </div>
  );
}

const asText = (value: unknown): string => (typeof value === "string" ? value : "");

/** What is an abbreviation is written as one. */
function choiceWord(choice: string): string {
  if (choice === "tls" || choice === "starttls" || choice === "oauth") return t(`channels.choice.${choice}`);
  const words = choice.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
