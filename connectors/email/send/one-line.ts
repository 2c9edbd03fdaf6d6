/** Text for a header: nothing in it can begin another line, and no word is longer than a line may be (RFC 5322, 2.1.1). */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/\S{900}/g, "$& ")
    .trim();
}
