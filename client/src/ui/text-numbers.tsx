import { useEffect } from "react";
import { callingCountry, canCall, openDialler } from "../lib/dialler.ts";
import type { findNumbers } from "../lib/find-numbers.ts";
import { t } from "../lib/i18n.ts";
import { makeStore, useStore } from "../lib/store.ts";

/** What finds numbers is heavy: it is loaded for the first text that may hold one, where one can call. */
const finder = makeStore<{ find: typeof findNumbers } | undefined>(undefined);
const load = () =>
  void import("../lib/find-numbers.ts").then(({ findNumbers: find }) => finder.set({ find }));

const mayHoldOne = /\d(?:[^\p{L}\d]{0,3}\d){5}/u;

/** Text in which a press on a telephone number calls it. */
export function TextNumbers({ text }: { text: string }) {
  const can = useStore(canCall);
  const country = useStore(callingCountry);
  const isAsked = can && mayHoldOne.test(text);
  const found = useStore(finder);
  useEffect(() => {
    if (isAsked) load();
  }, [isAsked]);
  if (!isAsked || !found) return text;
  const parts = [];
  let end = 0;
  for (const { number, from, to } of found.find(text, country)) {
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
