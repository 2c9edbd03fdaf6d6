import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { t } from "../../lib/i18n.ts";
import classes from "./write-dialog.module.css";

interface WriteFootProps {
  toolbar: ReactNode;
  attach(): void;
  /** The files that go with it. */
  children: ReactNode;
}

export const WriteFoot = ({ toolbar, attach, children }: WriteFootProps) => (
  <>
    {children}
    <div className={classes.foot}>
      <Tooltip label={t("files.attach")}>
        <ActionIcon aria-label={t("files.attach")} onClick={attach}>
          <IconPaperclip size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {toolbar}
    </div>
  </>
);
