import { t } from "../../../lib/i18n.ts";
import { phoneKeys } from "../../../lib/phone-keys.ts";
import keys from "../../../ui/phone-keys.module.css";
import classes from "./trial.module.css";

interface KeypadProps {
  /** Whether it leads somewhere now. */
  isMeant(key: string): boolean;
  isOff: boolean;
  onPress(key: string): void;
}

export const Keypad = ({ isMeant, isOff, onPress }: KeypadProps) => (
  <fieldset aria-label={t("callFlows.trial.keypad")} className={`${keys.keys} ${classes.keypad}`}>
    {phoneKeys.map((key) => (
      <button
        key={key}
        type="button"
        // Its place and the focus stay, so it is not disabled.
        aria-disabled={isOff}
        data-meant={isMeant(key) || undefined}
        onClick={() => onPress(key)}
      >
        {key}
      </button>
    ))}
  </fieldset>
);
