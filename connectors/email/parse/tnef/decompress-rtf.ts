const headLength = 16;
const compressed = 0x75465a4c;
const plain = 0x414c454d;
const windowLength = 4096;
const longest = 20_000_000;

/** [MS-OXRTFCP] 2.1.2.1: what the window holds before anything is read. */
const known =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/** RTF as Outlook keeps it, [MS-OXRTFCP]; undefined where it is none, its beginning where its end is missing. */
export function decompressRtf(bytes: Buffer): Buffer | undefined {
  if (bytes.length <= headLength) return undefined;
  const kind = bytes.readUInt32LE(8);
  const length = Math.min(bytes.readUInt32LE(4), longest);
  if (kind === plain) return bytes.subarray(headLength, headLength + length);
  return kind === compressed ? unpack(bytes.subarray(headLength), length) : undefined;
}

function unpack(bytes: Buffer, length: number): Buffer {
  const window = Buffer.alloc(windowLength);
  let head = window.write(known, "latin1");
  // No pair of bytes stands for more than 17.
  const read = Buffer.alloc(Math.min(length, bytes.length * 9));
  let end = 0;
  const put = (byte: number) => {
    if (end < read.length) read[end++] = byte;
    window[head] = byte;
    head = (head + 1) % windowLength;
  };
  for (let at = 0; at < bytes.length && end < read.length; ) {
    const flags = bytes[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < bytes.length && end < read.length; bit++) {
      const byte = bytes[at++] ?? 0;
      if ((flags >> bit) % 2 === 0) {
        put(byte);
        continue;
      }
      const pair = (byte << 8) | (bytes[at++] ?? 0);
      const from = pair >> 4;
      // What points at where it would be written is the end.
      if (from === head) return read.subarray(0, end);
      for (let nth = 0; nth < (pair & 15) + 2; nth++) put(window[(from + nth) % windowLength] ?? 0);
    }
  }
  return read.subarray(0, end);
}
