export interface UuencodedFile {
  filename: string;
  content: Buffer;
}

/** Takes the uuencoded files out of a text. */
export function takeOutUuencoded(text: string): { text: string; files: UuencodedFile[] } {
  const files: UuencodedFile[] = [];
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files };
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, filename] = /^begin [0-7]{3,4} (.{1,255})$/.exec(lines[at] ?? "") ?? [];
    const block = filename ? readBlock(lines, at + 1) : null;
    if (filename && block) files.push({ filename: filename.trim(), content: block.content });
    else kept.push(lines[at] ?? "");
    at = block?.end ?? at;
  }
  return { text: kept.join("\n"), files };
}

/** The first file in the bytes, or null where there is none. */
export function decodeUuencoded(bytes: Buffer): Buffer | null {
  return takeOutUuencoded(bytes.toString("latin1")).files[0]?.content ?? null;
}

function readBlock(lines: string[], start: number): { content: Buffer; end: number } | null {
  const decoded: Buffer[] = [];
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (/^end\s*$/.test(line)) return { content: Buffer.concat(decoded), end: at };
    const bytes = decodeLine(line);
    if (!bytes) return null;
    decoded.push(bytes);
  }
  return null;
}

function decodeLine(line: string): Buffer | null {
  const length = line === "" ? 0 : sixBits(line, 0);
  if (/[^ -`]/.test(line)) return null;
  const bytes: number[] = [];
  for (let at = 1; bytes.length < length; at += 4) {
    const [a, b, c, d] = [
      sixBits(line, at),
      sixBits(line, at + 1),
      sixBits(line, at + 2),
      sixBits(line, at + 3),
    ];
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Buffer.from(bytes.slice(0, length));
}

/** Spaces that a mail server trimmed off the end of a line stand for zero. */
function sixBits(line: string, at: number): number {
  return at < line.length ? (line.charCodeAt(at) - 32) & 63 : 0;
}
