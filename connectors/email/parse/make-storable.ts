/** PostgreSQL's text holds neither U+0000 nor half a surrogate pair. */
export function makeStorable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
