import EmailReplyParser from "email-reply-parser";
import { bare } from "./attribution.ts";
import { trimmed, trimmedEnd } from "./quotes.ts";

/**
 * A signature stands at the end, so the library sees only that: several of its patterns take cubic time, which is
 * nothing over so few characters.
 */
const tail = 1_500;
const mostLines = 12;
const mostNames = 4;

const device =
  /^(?:[-–—]+\s*)?(?:sent (?:from|via|with|using)|get outlook for|(?:von .{2,40} gesendet$)|gesendet (?:von|mit|aus)|diese nachricht wurde von .{2,60} gesendet|envoyé (?:de|depuis|à partir d)|télécharger outlook|enviado (?:desde|do|de|a partir|via|pelo)|obtener outlook|obter o outlook|inviato da|scarica outlook|verzonden (?:vanaf|met)|verstuurd vanaf|wysłan[eoy] z|odesláno z|odoslané z|sendt fra|skickat från|lähetetty|küldve|trimis de pe|отправлено (?:с|из)|надіслано (?:з|із)|gönderildi|στάλθηκε|iphoneから送信|ipadから送信|发自我的|從我的|從我的.{1,20}傳送|나의 .{1,20}에서 보냄|نُرسل|נשלח מ)/iu;
const deviceAtTheEnd = /(?:から送信|에서 보냄|['’]d[ae]n gönderildi|傳送|kézi készülékről küldve)$/u;

/** Without the signature at the end, as far as it is surely one. */
export function withoutSignature(lines: string[]): string[] {
  const own = withoutDevice(trimmedEnd(lines));
  const delimiter = own.findLastIndex((line, at) => at > own.length - 40 && line === "-- ");
  if (delimiter >= 0) return withoutDevice(trimmedEnd(own.slice(0, delimiter)));
  return withoutDevice(trimmedEnd(withoutDashed(own) ?? withoutWhatTheLibraryFinds(own)));
}

/** "Sent from my phone" in the last lines, with the link that some put behind it. */
function withoutDevice(lines: string[]): string[] {
  for (let at = lines.length - 1; at >= 0 && at > lines.length - 4; at--) {
    const line = bare(lines[at] ?? "");
    if (!isDevice(line)) continue;
    const below = lines.slice(at + 1).map(bare);
    if (below.every((each) => !each || /^<?https?:\S+>?$/.test(each) || isDevice(each)))
      return trimmedEnd(lines.slice(0, at));
  }
  return lines;
}

function isDevice(line: string): boolean {
  const words = line.replace(/<?https?:\S+>?/g, "").trim();
  const isOne = device.test(words) || deviceAtTheEnd.test(words);
  return isOne && words.length < 90 && words.split(/\s+/).length < 10 && !/[,;?!:]/.test(words);
}

/** A dash or a line of them, which the library takes for a signature only in some lengths and only in ASCII. */
function withoutDashed(lines: string[]): string[] | undefined {
  const at = lines.findLastIndex((line) => /^\s?[-–—_]{1,40}\s?$/u.test(line.slice(0, 50)));
  return at >= 0 && isSignature(lines.slice(at)) ? lines.slice(0, at) : undefined;
}

function withoutWhatTheLibraryFinds(lines: string[]): string[] {
  const end = linesOfNoSentence(lines);
  if (end.length === 0) return lines;
  // It looks for what stands above a signature.
  const text = (end.length < lines.length ? ["", ...end] : end).join("\n");
  const found = new EmailReplyParser().read(text).getFragments();
  const last = found.findLast((fragment) => !fragment.isEmpty());
  if (!last?.isSignature()) return lines;
  const signature = trimmed(last.getContent().split("\n"));
  const at = lines.length - signature.length;
  const isTheEnd = signature.every((line, n) => line.trim() === lines[at + n]?.trim());
  return isTheEnd && isSignature(signature) ? lines.slice(0, at) : lines;
}

/** The last of them: a signature has no other. */
function linesOfNoSentence(lines: string[]): string[] {
  let start = lines.length;
  let length = 0;
  while (start > 0 && start > lines.length - 40) {
    const line = lines[start - 1] ?? "";
    length += line.length + 1;
    if (length > tail || isText(bare(line))) break;
    start--;
  }
  return lines.slice(start);
}

/**
 * Names, numbers and addresses, and no sentence: who adds a word below his name has still written it. Below a rule
 * across the page, which stands above lists too, and in more than a few lines there must be an address or a number.
 */
function isSignature(lines: string[]): boolean {
  const filled = lines.map((line) => bare(line)).filter(Boolean);
  const [first = "", ...below] = filled;
  if (filled.length > mostLines || filled.some(isText)) return false;
  const isRule = /^(?:[-_=+–—]{3,}|[-_]|[=+]{2})$/u.test(first);
  if (!isRule && below.length <= mostNames) return true;
  return below.some((line) => /@|https?:|www\.|(?:\d[\s().-]{0,3}){7}/i.test(line));
}

const isText = (line: string) => isSentence(line) || line.startsWith(">");

function isSentence(line: string): boolean {
  if (line.length > 90 || /^p\.?\s?s\b|^n\.?b\b|[?？。！]$/iu.test(line)) return true;
  const words = line.split(/\s+/).length;
  return words > 7 || (words > 3 && /[.!]$/.test(line));
}
