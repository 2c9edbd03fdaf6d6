import { Alert } from "@mantine/core";
import type { Channel } from "../../../../server/contract/channels.ts";
import { t } from "../../lib/i18n.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import classes from "./channels.module.css";
import type { Field } from "./fields.ts";

export interface MadeSecret {
  key: string;
  title: string;
  value: string;
}

/** Secrets that the connector made because their fields were left empty: readable in this answer alone. */
export const madeSecrets = (channel: Channel, fields: Field[]): MadeSecret[] =>
  fields.flatMap(({ key, title, isSecret }) => {
    const value = channel.settings[key];
    return isSecret && typeof value === "string" ? [{ key, title, value }] : [];
  });

export function MadeSecrets({ text, secrets }: { text: string; secrets: MadeSecret[] }) {
  return (
    <Alert color="accent" variant="light" role="status" title={t("channels.madeTitle")}>
      <div className={classes.form}>
        <p className={classes.made}>{text}</p>
        {secrets.map(({ key, title, value }) => (
          <CopyField key={key} label={title} value={value} />
        ))}
      </div>
    </Alert>
  );
}
