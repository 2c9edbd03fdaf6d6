/** How far above its end the line before a quote may begin: clients wrap it at 72 to 78 characters. */
const mostLines = 4;
const longest = 500;

const atTheEnd =
  /(?:wrote|writes|[ée]crit|escribi[óo]|scritto|escreveu|kirjoitti|[íi]rta|napisa[łl](?:\(a\)|a)?|pisze|napsal(?:\(a\)|a)?|nap[íi]sal(?:\(a\)|a)?|geschreven|geschrieben|schrieb|schreef|skrev|a scris|написа(?:л|ла|в|ли)(?:\(а\))?|пишет|yazd[ıi]|[έεe]γραψε|写道|寫道|写了|書きました|のメッセージ|작성|כתב|כתבה|كتب)$/iu;
const within =
  /(?:^|[\s"”>)])(?:schrieb|schreef|skrev|kirjoitti|napisa[łl](?:\(a\))?|napsal(?:\(a\))?|tarihinde|ha scritto|написал)(?=[\s"“„<(]|$)/iu;
const opening =
  /^(?:on|le|el|il|in data|em|no dia|am|den|op|p[åa]|w dniu|dnia|dne|d[ňn]a|la|în|v|u|vào|στις|pe|ma|ti|ke|to|su|pada|dana|в|у|на|在|於|于|בתאריך|في)[\s,]/iu;
const startsWithADate = /^["'“]?(?:\d{1,4}[./:年-]|\d{1,2}\s|\p{L}{2,9}\.?,\s?\d{1,2}[\s.])/u;
const ofTheWriter = /\s(?:ich|jeg|jag|ik|minä|ja sam|я)\s/iu;
const address = /[^\s@<>"(]@[^\s@<>]+\.[^\s@<>]/;
const time = /\d{1,2}\s?[:.h]\s?\d{2}/;
const date = /(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}/;

/** The first line of an attribution ("On …, Ann wrote:") that ends on this line, or undefined. */
export function attributionEndingAt(lines: string[], end: number, isQuoteNext: boolean): number | undefined {
  const last = bare(lines[end] ?? "");
  if (!/[:：]$|wrote\s*-{2,}$|wrote$/u.test(last)) return undefined;
  let text = "";
  for (let start = end; start >= 0 && start > end - mostLines; start--) {
    const line = bare(lines[start] ?? "");
    if (!line || line.startsWith(">")) return undefined;
    text = text ? `${line} ${text}` : line;
    if (text.length > longest) return undefined;
    if (text.length < 12) continue;
    if (isAttribution(text) || (isQuoteNext && namesAMail(text))) return start;
  }
  return undefined;
}

/** Yahoo on telephones sets the older mail behind "wrote:" on the same line. */
export function isAttributionWithText(line: string): boolean {
  const [head] = line.slice(0, longest).split(/(?<=[:：])\s{3}(?=\S)/u, 1);
  return (
    head !== undefined && head.length < line.length && isAttribution(bare(head)) && /[:：]$/u.test(bare(head))
  );
}

/** Without the marks of direction and order that clients put before a line. */
export function bare(line: string): string {
  if (line.length > 2 * longest) return "…";
  return line.replace(/[\u200b-\u200f\u202a-\u202e\ufeff]/g, "").trim();
}

/** In a language that is not known here, above lines that ">" marks. */
function namesAMail(text: string): boolean {
  return /[<(][^\s@<>]{1,64}@[^\s@<>]{1,255}[>)]/.test(text) && (date.test(text) || time.test(text));
}

function isAttribution(text: string): boolean {
  const said = text.replace(/^-+\s*/, "").replace(/[\s:：-]+$/u, "");
  const hasAddress = address.test(said);
  const hasTime = time.test(said);
  const hasDate = date.test(said) || hasTime;
  // Gmail in Russian and Yandex name no verb: "ср, 30 апр. 2025 г. в 15:19, Ann <ann@example.com>:".
  if (/[>)\]]$/.test(said) && hasAddress && hasDate && startsWithADate.test(said)) return true;
  const opens = opening.test(said) || startsWithADate.test(said);
  if (atTheEnd.test(said)) return opens ? hasAddress || hasDate : hasAddress && hasDate;
  if (!within.test(said) || ofTheWriter.test(said)) return false;
  return hasAddress ? opens || hasDate : opens && hasDate && hasTime;
}
