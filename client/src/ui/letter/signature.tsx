import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconSignature, IconX } from "@tabler/icons-react";
import { t } from "../../lib/i18n.ts";
import classes from "./signature.module.css";

interface SignatureProps {
  text: string;
  isOn: boolean;
  onChange(isOn: boolean): void;
}

/** As it will stand under the text, with a way to leave it out. */
export function Signature({ text, isOn, onChange }: SignatureProps) {
  if (text === "") return null;
  if (!isOn) {
    return (
      <Button
        className={classes.add}
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<IconSignature size={14} />}
        onClick={() => onChange(true)}
      >
        {t("letters.compose.withSignature")}
      </Button>
    );
  }
  return (
    <div className={classes.signature}>
      <p className={classes.text} dir="auto" title={t("letters.compose.signature")}>
        {text}
      </p>
      <Tooltip label={t("letters.compose.noSignature")}>
        <ActionIcon size={24} aria-label={t("letters.compose.noSignature")} onClick={() => onChange(false)}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
