const code = /(?<![\d.])([45])\.(\d{1,3})\.(\d{1,3})(?![\d.])/;
const codeAfterReply = /(?<![\d.])[45]\d\d[ \-:]{1,3}['(#]{0,2}([45]\.\d{1,3}\.\d{1,3})(?![\d.])/g;
const reply = /(?<![\d.:/[=-])([45]\d\d)(?:[\s:-]|$)/;

/** The enhanced status (RFC 3463) in a server's words; best the one it gave right after its reply code. */
export function statusIn(text: string): string | null {
  const afterReply = [...text.matchAll(codeAfterReply)].map((match) => match[1] ?? "");
  return afterReply.find(isExact) ?? afterReply[0] ?? code.exec(text)?.[0] ?? null;
}

/** `x.0.0` says only whether trying again may help. */
export const isExact = (status: string): boolean => !/^\d\.0\.0$/.test(status);

/** The reply code of SMTP (RFC 5321, section 4.2) in a server's words: 550 and its like. */
export const replyIn = (text: string): string | null => reply.exec(text)?.[1] ?? null;
