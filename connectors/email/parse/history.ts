import { attributionEndingAt, bare, isAttributionWithText } from "./attribution.ts";
import { isHeaderBlock } from "./header-block.ts";

/** Where the older mail begins that no ">" marks, so that all below belongs to it. */
export interface History {
  from: number;
  isForward: boolean;
  /** Lines such as "On …, Ann wrote:" above a quote that ">" does mark. */
  attributions: Set<number>;
}

const forwarded =
  /forwarded|weitergeleitet|transmis|transf[ée]r|r[ée]exp[ée]di|reenvia|rv:|encaminhad|inoltra|przes[łl]an|przekazyw|p[řr]epos|doorgestuurd|vidarebefordra|videresend|v[äa]litetty|пересл|пересил|пересыл|переадрес|[iıİ]letil|redirec|tov[áa]bb[íi]t|proslije[đd]|edastatud|転送|转发|轉寄|轉發|전달/iu;
const original =
  /original (?:message|mail|appointment)|urspr[üu]ngliche (?:nachricht|mail)|message d['’]origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|oprindelig (?:besked|meddelelse)|opprinnelig melding|originalmeddelande|ursprungligt meddelande|alkuper[äa]inen viesti|oryginalna|p[ůu]vodn[íi]|eredeti [üu]zenet|исходное|первоначальное|оригинал|özg[üu]n|原始邮件|原始郵件|元のメッセージ|원본/iu;

export function historyIn(lines: string[]): History {
  const attributions = new Set<number>();
  let quoteSeen = false;
  for (let at = 0; at < lines.length; at++) {
    const line = bare(lines[at] ?? "");
    const isQuote = line.startsWith(">");
    if (!line || (isQuote && quoteSeen)) continue;
    if (isForwardMark(lines, at)) return { from: at, isForward: true, attributions };
    quoteSeen ||= isQuote;
    if (isQuote) continue;
    if (isOriginalMark(line) || isHeaderBlock(lines, at) || isAttributionWithText(lines[at] ?? ""))
      return { from: withRule(lines, at), isForward: false, attributions };
    const isMarked = isQuoteNext(lines, at + 1);
    const start = attributionEndingAt(lines, at, isMarked);
    if (start === undefined) continue;
    if (!isMarked) return { from: start, isForward: false, attributions };
    for (let each = start; each <= at; each++) attributions.add(each);
    quoteSeen = true;
  }
  return { from: lines.length, isForward: false, attributions };
}

/** "---- Forwarded message ----", "> Begin forwarded message:" and Yahoo's, which runs on into the header. */
function isForwardMark(lines: string[], at: number): boolean {
  const line = bare(lines[at] ?? "").replace(/^>\s?/, "");
  if (!forwarded.test(line.slice(0, 120))) return false;
  if (/^-{2,}[^-]{3,60}-{2,}[^-:]{2,20}:.*@/u.test(line.slice(0, 300))) return true;
  if (!isHeaderBlock(lines, nextFilled(lines, at + 1, /^[>\s]*$/), 2)) return false;
  return /^[-–—_=]{2,}|:$|^\p{L}[^.!?]{0,60}$/u.test(line);
}

function isOriginalMark(line: string): boolean {
  return line.length < 120 && /^[-–—_=]{2,}.*[-–—_=]{2,}$/u.test(line) && original.test(line);
}

/** Outlook draws a line above the header. */
function withRule(lines: string[], at: number): number {
  let above = at - 1;
  while (above >= 0 && above > at - 4 && !lines[above]?.trim()) above--;
  return /^[*\s]{0,3}[-_=–—]{3,80}$/u.test(bare(lines[above] ?? "")) ? above : at;
}

function isQuoteNext(lines: string[], from: number): boolean {
  return bare(lines[nextFilled(lines, from, /^\s*$/)] ?? "").startsWith(">");
}

function nextFilled(lines: string[], from: number, empty: RegExp): number {
  let at = from;
  while (at < lines.length && at < from + 5 && empty.test(bare(lines[at] ?? ""))) at++;
  return at;
}
