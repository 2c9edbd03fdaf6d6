import { locale } from "./i18n.ts";

/** Those that the hub can tell from a text. */
const codes = "ja zh ko th bn hi fr en de es pt it nl el sv fi no hu ro ru pl tr he ar".split(" ");

/** A language's name, by its code of two letters. */
export const languageName = (code: string): string =>
  new Intl.DisplayNames(locale(), { type: "language" }).of(code) ?? code;

/** For a field to choose from, by name; with those chosen already. */
export const languageChoices = (chosen: readonly string[]): { value: string; label: string }[] =>
  [...new Set([...codes, ...chosen])]
    .map((code) => ({ value: code, label: languageName(code) }))
    .sort((a, b) => a.label.localeCompare(b.label));
