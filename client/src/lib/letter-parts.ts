/** The files that a formatted text shows in place, by their ids. */
export const picturesIn = (html: string): string[] =>
  [...html.matchAll(/<img\b[^>]*?\ssrc="\/api\/v1\/files\/([\w-]+)"/g)].map(([, id = ""]) => id);

/** As it is sent: with the signature under it. */
export function signed(written: { html: string; text: string }, signature: string) {
  const plain = signature.trim();
  const html = withEmptyLines(written.html);
  if (plain === "") return { html, text: written.text };
  const lines = plain.split("\n").map(escaped).join("<br>");
  return {
    html: `${html}<p><br></p><p dir="auto">${lines}</p>`,
    text: [written.text, plain].filter((part) => part !== "").join("\n\n"),
  };
}

/** Mail programs give an empty paragraph no height. */
const withEmptyLines = (html: string): string => html.replace(/(<p\b[^>]*>)<\/p>/g, "$1<br></p>");

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string => text.replace(/[&<>]/g, (mark) => marks[mark] ?? mark);
