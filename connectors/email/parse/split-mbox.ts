const beginning = "From ";
const byteOrderMark = Buffer.of(0xef, 0xbb, 0xbf);

/** The mails of an mbox file, unquoted; a file of another kind is one mail, as it is. */
export function splitMbox(bytes: Buffer): Buffer[] {
  const first = bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  if (!bytes.subarray(first, first + beginning.length).equals(Buffer.from(beginning))) return [bytes];
  const starts = [first];
  for (let at = bytes.indexOf(`\n${beginning}`); at !== -1; at = bytes.indexOf(`\n${beginning}`, at + 1)) {
    if (isBehindEmptyLine(bytes, at) && isBeforeField(bytes, at + 1)) starts.push(at + 1);
  }
  return starts.map((start, nth) => unquote(bytes.subarray(endOfLine(bytes, start), starts[nth + 1])));
}

function isBehindEmptyLine(bytes: Buffer, lineEnd: number): boolean {
  const before = bytes.subarray(Math.max(0, lineEnd - 3), lineEnd).toString("latin1");
  return /\n\r?$/.test(before);
}

function isBeforeField(bytes: Buffer, line: number): boolean {
  const next = endOfLine(bytes, line);
  return /^(?:[!-9;-~]+[ \t]*:|>From )/.test(bytes.subarray(next, next + 200).toString("latin1"));
}

/** Where the next line begins. */
function endOfLine(bytes: Buffer, from: number): number {
  const end = bytes.indexOf("\n", from);
  return end === -1 ? bytes.length : end + 1;
}

function unquote(message: Buffer): Buffer {
  const text = message.toString("latin1").replace(/(\r?\n)\r?\n$/, "$1");
  return Buffer.from(text.replace(/^>(>*From )/gm, "$1"), "latin1");
}
