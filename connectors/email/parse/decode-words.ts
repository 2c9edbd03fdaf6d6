import { decodeBytes } from "./decode-bytes.ts";
import { undoQuotedPrintable } from "./undo-encoding.ts";

interface Run {
  charset: string;
  bytes: Buffer[];
}

/** A word ends at the first `?=`, so one that holds a bare question mark is read as well. */
const encodedWord = /=\?([\w.:-]{1,60})(?:\*[\w-]{0,20})?\?([bq])\?([^\r\n]{0,2000}?)\?=/gi;

/** RFC 2047's encoded words as text; a character split between two words of a charset is put together again. */
export function decodeWords(value: string): string {
  const read: (string | Run)[] = [];
  let end = 0;
  for (const match of value.matchAll(encodedWord)) {
    const [whole, charset = "", encoding = "", content = ""] = match;
    const between = value.slice(end, match.index);
    const bytes = encoding.toLowerCase() === "b" ? Buffer.from(content, "base64") : fromQ(content);
    end = match.index + whole.length;
    const last = read.at(-1);
    const follows = typeof last === "object" && between.trim() === "";
    if (follows && last.charset === charset.toLowerCase()) last.bytes.push(bytes);
    else read.push(follows ? "" : between, { charset: charset.toLowerCase(), bytes: [bytes] });
  }
  read.push(value.slice(end));
  return read
    .map((piece) =>
      typeof piece === "string" ? piece : decodeBytes(Buffer.concat(piece.bytes), piece.charset),
    )
    .join("");
}

function fromQ(content: string): Buffer {
  return undoQuotedPrintable(Buffer.from(content.replaceAll("_", " ")));
}
