import libmime from "libmime";

/** Text in the charset that it claims to be in, or in the one that its bytes show it to be in after all. */
export function decodeBytes(bytes: Buffer, claimed?: string | null): string {
  const charset = (claimed ?? "").trim().toLowerCase();
  if (hasJapaneseEscapes(bytes)) return decodeJapanese(bytes);
  if (isUtf8(charset) || mayHideUtf8.test(charset)) {
    const text = decode(bytes, "utf-8") ?? "";
    if (isUtf8(charset) ? isMostlyRead(text) : !text.includes("\uFFFD")) return text;
  }
  if (!isUtf8(charset)) {
    const text = decode(bytes, charset) ?? libmime.decodeWord(charset, "B", bytes.toString("base64"));
    if (isMostlyRead(text)) return text;
  }
  return decode(bytes, guessCharset(bytes)) ?? "";
}

// Mail that claims to be Latin-1 and reads as UTF-8 is UTF-8: by chance that hardly ever happens.
const mayHideUtf8 = /^(iso-?8859-1|windows-1252)$/;

const escapeByte = "\x1b";

function hasJapaneseEscapes(bytes: Buffer): boolean {
  return ["$B", "$@", "(J", "(I"].some((set) => bytes.includes(`${escapeByte}${set}`, 0, "latin1"));
}

/** An escape right behind another, as between two encoded words, is an error to the decoder. */
function decodeJapanese(bytes: Buffer): string {
  const text = bytes.toString("latin1").replaceAll(`${escapeByte}(B${escapeByte}`, escapeByte);
  return decode(Buffer.from(text, "latin1"), "iso-2022-jp") ?? "";
}

function isUtf8(charset: string): boolean {
  return /^(|utf-?8.*|(us-?)?ascii|.*unknown.*|default|binary|[78]-?bit)$/.test(charset);
}

function isMostlyRead(text: string): boolean {
  const bad = text.match(/\uFFFD/g)?.length ?? 0;
  if (bad === 0) return true;
  const beyondAscii = text.match(/[\u0080-\u{10FFFF}]/gu)?.length ?? 0;
  return bad * 4 < beyondAscii;
}

function decode(bytes: Buffer, charset: string): string | null {
  try {
    return new TextDecoder(alsoKnownAs[charset] ?? charset).decode(bytes);
  } catch {
    return null;
  }
}

const alsoKnownAs: Record<string, string> = {
  cp932: "shift_jis",
  cp936: "gbk",
  cp949: "euc-kr",
  uhc: "euc-kr",
  cp950: "big5",
};

const isLetter = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/** Words of another alphabet hold few ASCII letters, and their bytes lie in its own range. */
function guessCharset(bytes: Buffer): string {
  const high = bytes.filter((byte) => byte >= 0x80);
  const letters = bytes.filter(isLetter).length;
  if (high.length < 4 || high.length * 2 < letters) return "windows-1252";
  const cyrillic = high.filter((byte) => byte >= 0xc0 || byte === 0xa8 || byte === 0xb8).length;
  if (cyrillic > high.length * 0.9) return "windows-1251";
  const isReadable = (charset: string) => !(decode(bytes, charset) ?? "\uFFFD").includes("\uFFFD");
  return ["shift_jis", "euc-kr", "gb18030"].find(isReadable) ?? "windows-1252";
}
