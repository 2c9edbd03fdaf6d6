import { ActionIcon, Tooltip } from "@mantine/core";
import { IconKeyboard, IconSearch } from "@tabler/icons-react";
import type { Me } from "../../../server/contract/people.ts";
import { PhoneBar } from "../features/phone/phone-bar.tsx";
import { WorkBar } from "../features/work/bar/work-bar.tsx";
import { t } from "../lib/i18n.ts";
import { useIsNarrow } from "../lib/use-screen.ts";
import { Keys } from "../ui/keys.tsx";
import { SelfMenu } from "./self-menu.tsx";
import classes from "./top-bar.module.css";

interface TopBarProps {
  me: Me;
  openPalette(): void;
  openKeys(): void;
}

export function TopBar({ me, openPalette, openKeys }: TopBarProps) {
  const isNarrow = useIsNarrow();
  return (
    <header className={classes.bar}>
      <div className={classes.side} />
      <button type="button" className={classes.search} onClick={openPalette}>
        <IconSearch size={16} aria-hidden />
        <span className="cut">{t("frame.search")}</span>
        {!isNarrow && <Keys keys="mod+k" />}
      </button>
      <div className={classes.side} data-end>
        {!isNarrow && (
          <Tooltip label={t("frame.keysHint")}>
            <ActionIcon onClick={openKeys} aria-label={t("frame.keysHint")}>
              <IconKeyboard size={20} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
        <PhoneBar />
        <WorkBar me={me} />
        <SelfMenu me={me} />
      </div>
    </header>
  );
}
