import { IconBackspace } from "@tabler/icons-react";
import { t } from "../../../lib/i18n.ts";
import classes from "../../../ui/phone-keys.module.css";

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "0"];

interface NumberPadProps {
  press(digit: string): void;
  takeBack(): void;
}

/** For the finger and the mouse; whoever has a keyboard types. */
export function NumberPad({ press, takeBack }: NumberPadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a part of the form that is filled in
    <div className={classes.keys} role="group" aria-label={t("dial.pad")}>
      {digits.map((digit) => (
        <button key={digit} type="button" tabIndex={-1} onClick={() => press(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" tabIndex={-1} aria-label={t("dial.delete")} onClick={takeBack}>
        <IconBackspace size={20} stroke={1.6} aria-hidden />
      </button>
    </div>
  );
}
