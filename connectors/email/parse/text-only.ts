/** The words of HTML that is too large or too deep to take apart, each as text and none as a tag. */
export function textOnly(html: string): string {
  const words: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) break;
    words.push(html.slice(at, open));
    const close = html.indexOf(">", open);
    if (close < 0) {
      at = html.length;
      break;
    }
    at = close + 1;
  }
  words.push(html.slice(at));
  const text = words.filter((word) => word.trim()).join(" ");
  return `<div>${text.replaceAll(">", "&gt;").replaceAll('"', "&quot;")}</div>`;
}
