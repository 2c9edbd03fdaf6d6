import { t } from "../../lib/i18n.ts";
import { AccessField } from "./access-field.tsx";
import classes from "./channels.module.css";
import { type Field, linesOf, partsOf, shownFields } from "./fields.ts";
import type { Typed } from "./listed-field.tsx";
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
  typed: Typed;
  onChange(key: string, value: unknown): void;
}

/** A form drawn from what the connector says about its settings; what few need is folded away. */
export function SettingsFields({ fields, ...props }: SettingsFieldsProps) {
  const shown = shownFields(fields, props.values);
  const rare = shown.filter(({ isRare }) => isRare);
  return (
    <>
      {partsOf(shown.filter(({ isRare }) => !isRare)).map(({ heading, lines }) => (
        <section className={classes.form} key={heading}>
          {heading && <h2>{heading}</h2>}
          <Lines lines={lines} {...props} />
        </section>
      ))}
      {rare.length > 0 && (
        <details className={classes.more}>
          <summary>{t("channels.more")}</summary>
          <div className={classes.form}>
            <Lines lines={linesOf(rare)} {...props} />
          </div>
        </details>
      )}
    </>
  );
}

type LinesProps = Omit<SettingsFieldsProps, "fields"> & { lines: Field[][] };

const Lines = ({ lines, ...props }: LinesProps) =>
  lines.map((line) => (
    <div className={classes.line} key={line[0]?.key}>
      {line.map((field) => (
        <div key={field.key} data-narrow={field.isNarrow || undefined}>
          <OneField field={field} {...props} />
        </div>
      ))}
    </div>
  ));

function OneField({
  field,
  values,
  errors,
  secretsSet = [],
  isReadOnly,
  access,
  typed,
  onChange,
}: Omit<LinesProps, "lines"> & { field: Field }) {
  const { key, isAuthorised } = field;
  const common = { field, error: errorOf(key, errors), isSet: secretsSet.includes(key), isReadOnly };
  if (isAuthorised) return <AccessField {...common} access={access} />;
  return (
    <SettingsField {...common} typed={typed} value={values[key]} onChange={(value) => onChange(key, value)} />
  );
}

/** A list's item is named by its number: `settings.origins.2` belongs to `origins`. */
function errorOf(key: string, errors: Record<string, string>): string | undefined {
  const path = `settings.${key}`;
  return Object.entries(errors).find(([name]) => name === path || name.startsWith(`${path}.`))?.[1];
}
