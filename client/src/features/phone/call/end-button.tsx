import { Menu } from "@mantine/core";
import { IconChevronDown, IconDoorExit, IconPhoneOff } from "@tabler/icons-react";
import type { MyCall } from "../../../../../server/contract/calls.ts";
import { t } from "../../../lib/i18n.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import classes from "./call.module.css";
import { CallButton } from "./call-button.tsx";
import type { CallView } from "./call-view.ts";
import { giveUp } from "./given-up.ts";
import { otherTalkers, ownLeg } from "./own-leg.ts";

interface EndButtonProps {
  one: MyCall;
  view: CallView;
  end(): void;
  drop(legId: string): void;
}

/** Ends the call; where others talk in it, or are on their way, one leaves it to them, and ending it for all is a second step. */
export function EndButton({ one, view, end, drop }: EndButtonProps) {
  const isShared = otherTalkers(one).length > 0;
  const isOwn = ownLeg(one)?.role === "talk";
  const leaves = isShared || !isOwn || view === "connecting";
  const isCalling = view === "dialling" || view === "ringing";
  const run = () => {
    if (isCalling) giveUp(one.call.id);
    if (leaves) drop(one.legId);
    else end();
  };
  const label = isCalling ? "giveUp" : !leaves ? "end" : view === "connecting" ? "cancel" : "leave";
  useShortcuts([
    { keys: "alt+e", label: t("phone.keys.end"), group: t("phone.keys.group"), run, isEverywhere: true },
  ]);
  return (
    <>
      <CallButton label={t(`phone.call.${label}`)} keys="alt+e" data-end onClick={run}>
        {label === "leave" ? (
          <IconDoorExit size={18} stroke={1.6} aria-hidden />
        ) : (
          <IconPhoneOff size={18} stroke={1.6} aria-hidden />
        )}
      </CallButton>
      {isShared && isOwn && (
        <Menu>
          <Menu.Target>
            <CallButton label={t("phone.call.more")} className={classes.button}>
              <IconChevronDown size={16} aria-hidden />
            </CallButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" leftSection={<IconPhoneOff size={16} />} onClick={end}>
              {t("phone.call.endForAll")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
