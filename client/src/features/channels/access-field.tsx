import { Button, Input } from "@mantine/core";
import type { MouseEvent } from "react";
import { t } from "../../lib/i18n.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { type Meaning, Word } from "../../ui/status-word.tsx";
import classes from "./channels.module.css";
import type { Field } from "./fields.ts";
import type { Access } from "./use-access.ts";

interface AccessFieldProps {
  field: Field;
  error: string | undefined;
  access: Access;
  isSet: boolean;
  isReadOnly?: boolean;
}

/** In place of a secret that comes from the provider's own page. */
export function AccessField({ field, error, access, isSet, isReadOnly }: AccessFieldProps) {
  const state = stateOf(access, isSet);
  const ask = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    // What is missing is asked for first, as at saving.
    if (currentTarget.form?.reportValidity()) access.allow();
  };
  return (
    <>
      {access.authorisedAt && <CopyField label={t("channels.access.address")} value={access.authorisedAt} />}
      <Input.Wrapper label={field.title} labelElement="div" description={field.help} error={error}>
        <div className={classes.access}>
          <Button variant="default" h={36} disabled={isReadOnly} onClick={ask}>
            {t(state === "waiting" ? "channels.access.openAgain" : "channels.access.allow")}
          </Button>
          <span role="status">
            <Word meaning={meanings[state]}>{t(`channels.access.${state}`)}</Word>
          </span>
        </div>
        {access.problem && <Input.Error role="alert">{access.problem}</Input.Error>}
      </Input.Wrapper>
      <FormError error={access.error} />
    </>
  );
}

type State = "none" | "waiting" | "allowed" | "kept" | "failed";

const meanings: Record<State, Meaning> = {
  none: "plain",
  waiting: "waiting",
  allowed: "good",
  kept: "good",
  failed: "late",
};

function stateOf(access: Access, isSet: boolean): State {
  if (access.isWaiting) return "waiting";
  if (access.problem || access.error) return "failed";
  if (access.authorisation) return "allowed";
  return isSet ? "kept" : "none";
}
