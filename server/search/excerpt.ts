import { fold } from "./fold.ts";

const around = 60;

/** The part of a text around the first word that was looked for, the words between U+0002 and U+0003. */
export function excerptOf(text: string, q: string): string {
  const wanted = (q.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map(fold);
  const hits = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([word]) =>
    wanted.some((part) => holds(word, part)),
  );
  const first = hits[0]?.index ?? 0;
  const from = Math.max(0, first - around);
  const to = Math.min(text.length, first + 2 * around);
  let marked = "";
  let done = from;
  for (const hit of hits.filter((one) => one.index >= from && one.index + one[0].length <= to)) {
    marked += `${text.slice(done, hit.index)}\u0002${hit[0]}\u0003`;
    done = hit.index + hit[0].length;
  }
  return `${from > 0 ? "…" : ""}${marked}${text.slice(done, to)}${to < text.length ? "…" : ""}`.toWellFormed();
}

/** A word of a spaced script begins with the part; an unspaced run holds it anywhere. */
function holds(word: string, part: string): boolean {
  const folded = fold(word);
  return (
    folded.startsWith(part) ||
    (/[^\p{Script=Latin}\p{Script=Cyrillic}\p{N}]/u.test(part) && folded.includes(part))
  );
}
