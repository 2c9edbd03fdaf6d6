import { openDialler } from "../lib/dialler.ts";
import { t } from "../lib/i18n.ts";
import { useFoundNumbers } from "./use-found-numbers.ts";

/** Text in which a press on a telephone number calls it. */
export function TextNumbers({ text }: { text: string }) {
  const found = useFoundNumbers(text);
  const parts = [];
  let end = 0;
  for (const { number, from, to } of found) {
    parts.push(
      text.slice(end, from),
      <TextNumber key={from} number={number} written={text.slice(from, to)} />,
    );
    end = to;
  }
  return [...parts, text.slice(end)];
}

/** A link, as what is written must stay one text that can be selected. */
const TextNumber = ({ number, written }: { number: string; written: string }) => (
  <a
    href={`tel:${number}`}
    aria-label={t("dial.callNumber", { number: written })}
    onClick={(event) => {
      event.preventDefault();
      openDialler({ number });
    }}
  >
    {written}
  </a>
);
