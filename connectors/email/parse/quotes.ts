import { bare } from "./attribution.ts";

interface Block {
  isQuote: boolean;
  lines: string[];
}

/** How much of a question stands above its answer. */
const mostAsked = 6;

/**
 * Without the lines that ">" marks, and all that is written between or below them kept. Where several answers stand
 * between quotes, each keeps the paragraph above it: "Yes." and "No." say nothing to an agent without their question.
 * So does what the sender cites in the middle of his own words.
 */
export function withoutQuotes(lines: string[], attributions: Set<number>): string[] {
  const blocks = blocksOf(lines, attributions);
  const answers = blocks.filter((block, at) => !block.isQuote && blocks[at - 1]?.isQuote).length;
  const kept = blocks.map((block, at) => {
    if (!block.isQuote) return block.lines;
    const isAsked = answers > 1 || (attributions.size === 0 && blocks[at - 1]);
    return isAsked && blocks[at + 1] ? questionOf(block.lines) : [];
  });
  return kept.filter((part) => part.length > 0).flatMap((part, at) => (at > 0 ? ["", ...part] : part));
}

function blocksOf(lines: string[], attributions: Set<number>): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  lines.forEach((line, at) => {
    const isBlank = !line.trim();
    const isQuote = isBlank
      ? (open?.isQuote ?? false)
      : isMarked(line) || attributions.has(at) || isWrapped(lines, at);
    if (open?.isQuote !== isQuote) {
      open = { isQuote, lines: [] };
      blocks.push(open);
    }
    if (!attributions.has(at)) open.lines.push(line);
  });
  for (const block of blocks) block.lines = trimmed(block.lines);
  return blocks.filter((block) => block.isQuote || block.lines.length > 0);
}

function isMarked(line: string): boolean {
  return /^[\s\u200b-\u200f\ufeff]{0,3}>/.test(line);
}

/** The rest of a quoted line that a server broke in two. */
function isWrapped(lines: string[], at: number): boolean {
  const above = (lines[at - 1] ?? "").slice(0, 300);
  if (!isMarked(above) || above.length < 60 || !isMarked(lines[at + 1] ?? "")) return false;
  return /[^.?!:;\s]$/u.test(above) && /^\p{Ll}/u.test(lines[at] ?? "");
}

/** The last paragraph of the mail that is answered, not of those that it quotes in turn. */
function questionOf(lines: string[]): string[] {
  const first = lines.filter((line) => !/^\s*>\s?>/.test(line));
  let end = first.length;
  while (end > 0 && isEmptyQuote(first[end - 1])) end--;
  let start = end;
  while (start > 0 && end - start < mostAsked && !isEmptyQuote(first[start - 1])) start--;
  return first.slice(start, end);
}

function isEmptyQuote(line = ""): boolean {
  return line.length < 80 && !bare(line).replace(/^>+/, "").trim();
}

export function trimmed(lines: string[]): string[] {
  let start = 0;
  while (start < lines.length && !lines[start]?.trim()) start++;
  return trimmedEnd(lines.slice(start));
}

export function trimmedEnd(lines: string[]): string[] {
  let end = lines.length;
  while (end > 0 && !lines[end - 1]?.trim()) end--;
  return lines.slice(0, end);
}
