import { t } from "../../../lib/i18n.ts";
import { PhoneNumber } from "../../../ui/phone-number.tsx";
import { useFoundNumbers } from "../../../ui/use-found-numbers.ts";
import classes from "./letter.module.css";

const most = 5;

/** The telephone numbers in a formatted letter, in which itself nothing can be pressed to call. */
export function LetterNumbers({ text }: { text: string }) {
  const numbers = [...new Set(useFoundNumbers(text).map(({ number }) => number))].slice(0, most);
  if (numbers.length === 0) return null;
  return (
    <ul className={classes.numbers} aria-label={t("letters.numbers")}>
      {numbers.map((number) => (
        <li key={number}>
          <PhoneNumber number={number} />
        </li>
      ))}
    </ul>
  );
}
