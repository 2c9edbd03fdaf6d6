/** Letters as they are compared: no case, no accents. */
export const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Whether every word that was typed begins a word of one of the texts. */
export function matches(typed: string, ...texts: string[]): boolean {
  const words = folded(texts.join(" ")).split(/[\s@.,_-]+/u);
  return folded(typed)
    .split(/\s+/u)
    .every((part) => words.some((word) => word.startsWith(part)));
}
