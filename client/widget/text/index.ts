import { en } from "./en.ts";

type TextKey = keyof typeof en;

/** A new language is one more file and one more line here. */
const catalogues = { en };

export interface Texts<Key extends string = TextKey> {
  (key: Key, values?: Record<string, string | number>): string;
  locale: string;
  direction: "ltr" | "rtl";
}

export const createTexts = (wanted: (string | null | undefined)[]): Texts => textsOf(catalogues, wanted);

const rightToLeft = new Set(["ar", "fa", "he", "ur"]);

/** The first wanted language that there is a catalogue for; English otherwise. */
export function textsOf<Key extends string>(
  catalogues: { en: Record<Key, string>; [language: string]: Record<Key, string> },
  wanted: (string | null | undefined)[],
): Texts<Key> {
  const locale =
    wanted.find((tag) => tag && isTag(tag) && Object.hasOwn(catalogues, languageOf(tag))) ?? "en";
  const catalogue = catalogues[languageOf(locale)] ?? catalogues.en;
  const texts = (key: Key, values: Record<string, string | number> = {}) =>
    catalogue[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  const direction = rightToLeft.has(languageOf(locale)) ? ("rtl" as const) : ("ltr" as const);
  return Object.assign(texts, { locale, direction });
}

const languageOf = (tag: string) => tag.toLowerCase().split("-")[0] ?? "";

/** Pages write all sorts of things into their lang, and dates take only what is right. */
function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
