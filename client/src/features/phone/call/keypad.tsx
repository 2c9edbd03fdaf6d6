import { Popover } from "@mantine/core";
import { IconDialpad } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { t } from "../../../lib/i18n.ts";
import { phoneKeys } from "../../../lib/phone-keys.ts";
import keys from "../../../ui/phone-keys.module.css";
import { CallButton } from "./call-button.tsx";
import classes from "./keypad.module.css";

/** Keys for a menu at the other end; those of the keyboard count while it is open. */
export function Keypad({ isOff, press }: { isOff: boolean; press(keys: string): void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [pressed, setPressed] = useState("");
  const type = (key: string) => {
    press(key);
    setPressed((before) => (before + key).slice(-16));
  };
  const open = (next: boolean) => {
    setPressed("");
    setIsOpen(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !phoneKeys.includes(event.key)) return;
    event.preventDefault();
    type(event.key);
  };
  return (
    <Popover opened={isOpen} onChange={open} trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <CallButton
          label={t("phone.call.keypad")}
          isOff={isOff}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => open(!isOpen)}
        >
          <IconDialpad size={18} stroke={1.6} aria-hidden />
        </CallButton>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("phone.call.keypad")} onKeyDown={onKeyDown}>
        <output className={classes.pressed} aria-label={t("phone.call.pressed")}>
          {pressed}
        </output>
        <div className={`${keys.keys} ${classes.keypad}`}>
          {phoneKeys.map((key) => (
            <button key={key} type="button" onClick={() => type(key)}>
              {key}
            </button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
