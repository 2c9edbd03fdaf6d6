/** Sanitised HTML with the pictures that came with it named by their files: `<img src="file:ID">`. */
export function placePictures(html: string, byContentId: Map<string, string>): string {
  if (byContentId.size === 0) return html;
  return html.replace(/\bsrc="cid:([^"]*)"/gi, (whole, written: string) => {
    const id = byContentId.get(unescaped(written)) ?? byContentId.get(decoded(unescaped(written)));
    return id ? `src="file:${id}"` : whole;
  });
}

const unescaped = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
