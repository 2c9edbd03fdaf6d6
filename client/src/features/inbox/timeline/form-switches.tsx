import { Button } from "@mantine/core";
import type { Letter } from "../../../../../server/contract/letters.ts";
import { t } from "../../../lib/i18n.ts";
import type { Form } from "./use-form.ts";

interface FormSwitchesProps {
  letter: Letter;
  form: Form;
}

/** The other ways in which a formatted letter can be shown. */
export function FormSwitches({ letter, form }: FormSwitchesProps) {
  const { isFormatted, hasFailed, pictures } = form;
  if (!letter.hasHtml) return null;
  const word = hasFailed ? "common.retry" : isFormatted ? "letters.showText" : "letters.showFormatted";
  return (
    <>
      {hasFailed && <span role="alert">{t("letters.notFormatted")}</span>}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={form.turn}>
        {t(word)}
      </Button>
      {isFormatted && pictures.found === "shown" && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={pictures.hide}>
          {t("letters.pictures.hide")}
        </Button>
      )}
    </>
  );
}
