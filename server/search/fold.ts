const marks = /[\u0300-\u036f]/g;
/** Scripts that are written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]+/gu;
const ascii = /^\p{ASCII}*$/u;
const words = /[\p{L}\p{N}\p{M}]+/gu;
const longestTerm = 60;
const mostTerms = 2_000;

/** Text as it is compared: without case, accents and width. */
export function fold(text: string): string {
  // Most text needs no more, and the rest costs a multiple.
  if (ascii.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(marks, "").normalize("NFKC").toLowerCase();
}

/** The terms of a text: words, and for scripts without spaces every pair of neighbours and the last character. */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  for (const word of text.match(words) ?? []) {
    if (ascii.test(word)) terms.add(word.slice(0, longestTerm).toLowerCase());
    else for (const term of partsOf(fold(word))) terms.add(term);
    if (terms.size >= mostTerms) break;
  }
  return [...terms];
}

/** What a text must hold to be found; the last word may be the beginning of one. */
export function tsqueryOf(query: string): string | undefined {
  const found = [...query.matchAll(words)].map(([word]) => fold(word)).slice(0, 12);
  const parts = found.flatMap((word, nth) => asQuery(word, nth === found.length - 1));
  return parts.length > 0 ? parts.join(" & ") : undefined;
}

/** Runs without spaces whose pairs may stand apart in a text that does not hold the whole. */
export const longRunsOf = (query: string): string[] =>
  [...fold(query).matchAll(unspaced)].map(([run]) => run).filter((run) => [...run].length > 2);

function partsOf(word: string): string[] {
  const rest = word.replace(unspaced, " ").split(" ");
  const runs = [...word.matchAll(unspaced)].flatMap(([run]) => pairs(run, true));
  return [...rest, ...runs].filter(Boolean).map(cut);
}

function asQuery(word: string, isLast: boolean): string[] {
  const rest = word.replace(unspaced, " ").split(" ").filter(Boolean);
  const runs = [...word.matchAll(unspaced)].flatMap(([run]) => pairs(run, false));
  const quoted = (term: string, prefix: boolean) => `'${cut(term)}'${prefix ? ":*" : ""}`;
  return [
    ...rest.map((term) => quoted(term, isLast && term.length >= 2)),
    // One character alone begins some pair, or ends the text.
    ...runs.map((term) => quoted(term, [...term].length === 1)),
  ];
}

/** By whole characters: half of one can be kept nowhere. */
const cut = (term: string) => [...term].slice(0, longestTerm).join("");

function pairs(run: string, withLast: boolean): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  const all = characters.slice(0, -1).map((character, nth) => character + characters[nth + 1]);
  return withLast ? [...all, ...characters.slice(-1)] : all;
}
