import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconPaperclip, IconSend } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { t } from "../../../lib/i18n.ts";
import { Keys } from "../../../ui/keys.tsx";
import classes from "./composer.module.css";

interface ComposerFootProps {
  toolbar: ReactNode;
  /** By how many characters it is too long. */
  excess: number;
  sendKeys: string;
  isNote: boolean;
  canSend: boolean;
  attach(): void;
  send(): void;
}

export const ComposerFoot = (props: ComposerFootProps) => (
  <div className={classes.foot}>
    <Tooltip label={t("files.attach")}>
      <ActionIcon aria-label={t("files.attach")} onClick={props.attach}>
        <IconPaperclip size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
    <div className={classes.toolbar}>{props.toolbar}</div>
    <span className={classes.hint}>
      {props.excess > 0 ? (
        <span className={classes.excess} role="alert">
          {t("letters.compose.tooLong", { count: props.excess })}
        </span>
      ) : (
        <Keys keys={props.sendKeys} />
      )}
    </span>
    <Button disabled={!props.canSend} onClick={props.send} leftSection={<IconSend size={16} />}>
      {t(props.isNote ? "inbox.composer.addNote" : "inbox.composer.send")}
    </Button>
  </div>
);
