import { bare } from "./attribution.ts";

type Kind = "from" | "date" | "to" | "cc" | "subject";

/** What clients call the lines of a header that they copy above an older mail. */
const labels: Record<Kind, string> = {
  from: "from|von|de|de la|da|van|od|fra|från|fran|lähettäjä|feladó|от|від|від кого|отправитель|mittente|šalje|saatja|expéditeur|remitente|remetente|kimden|gönderen|από|差出人|送信元|送信者|发件人|寄件者|寄件人|보낸 사람|발신자|מאת|من",
  date: "date|sent|datum|gesendet|envoyé|envoyé le|fecha|enviado|enviado el|enviada em|data|inviato|verzonden|wysłano|wysłane|datum|odesláno|odoslané|dátum|dato|sendt|skickat|päiväys|päivämäärä|lähetetty|elküldve|küldve|дата|отправлено|надіслано|dată|trimis|tarih|gönderilen|gönderildi|gönderme tarihi|kuupäev|ημερομηνία|日付|送信日時|日期|发送时间|寄件日期|傳送時間|보낸 날짜|날짜|תאריך|نשלח|التاريخ",
  to: "to|an|à|a|para|aan|do|komu|til|till|vastaanottaja|címzett|кому|către|kime|prima|pre|destinataire|destinatario|προς|宛先|送信先|收件人|收件者|받는 사람|수신자|אל|إلى",
  cc: "cc|kopie|copie|kopia|kópia|kopi|kopio|másolat|másolatot kap|копия|копія|dw|bilgi|抄送|副本|참조",
  subject:
    "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|předmět|predmet|emne|ämne|amne|aihe|tárgy|тема|subiect|konu|naslov|teema|θέμα|件名|主题|主旨|主題|제목|נושא|الموضوع",
};

const kindOf = new Map<string, Kind>(
  Object.entries(labels).flatMap(([kind, names]) =>
    names.split("|").map((name): [string, Kind] => [name, kind as Kind]),
  ),
);
const mostLines = 14;

/**
 * Whether From:, Sent:, To: and Subject: of an older mail begin on this line, as Outlook sets them. A journey asked
 * for as "From: … To: … Date: …" is none: there must be a subject or an address.
 */
export function isHeaderBlock(lines: string[], start: number, needed = 3): boolean {
  if (!kindOfLine(lines[start] ?? "")) return false;
  const kinds = new Set<Kind>();
  let hasAddress = false;
  let wasBlank = false;
  for (const line of lines.slice(start, start + mostLines)) {
    const kind = kindOfLine(line);
    const isBlank = !line.trim();
    if (wasBlank && !kind) break;
    if (kind) kinds.add(kind);
    wasBlank = isBlank;
    hasAddress ||= line.length < 2_000 && line.includes("@");
  }
  return kinds.size >= needed && kinds.has("from") && (kinds.has("subject") || hasAddress);
}

function kindOfLine(line: string): Kind | undefined {
  const [, label] =
    /^[>\s]{0,9}[*_]{0,2}([\p{L} ]{1,20}?)\s?[*_]{0,2}\s?[:：]/u.exec(bare(line.slice(0, 60))) ?? [];
  return label ? kindOf.get(label.toLowerCase()) : undefined;
}
