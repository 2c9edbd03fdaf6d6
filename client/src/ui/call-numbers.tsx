import type { Callee } from "../lib/dialler.ts";
import { t } from "../lib/i18n.ts";
import { CallButton } from "./call-button.tsx";
import { useFoundNumbers } from "./use-found-numbers.ts";

interface CallNumbersProps extends Pick<Callee, "contact"> {
  text: string;
  size?: number;
}

/** Beside a text that is pressed for something else: calls each telephone number in it. */
export function CallNumbers({ text, contact, size = 24 }: CallNumbersProps) {
  const found = useFoundNumbers(text);
  return found.map(({ number, from }) => (
    <CallButton
      key={from}
      size={size}
      label={t("dial.callNumber", { number })}
      to={contact ? { number, contact } : { number }}
    />
  ));
}
