/** Paragraphs, lines and links of a plain text, as HTML. */
export function htmlOfText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim())
    .map(
      (paragraph) =>
        `<p dir="auto">${linked(paragraph.replace(/^\n|\n$/g, "")).replaceAll("\n", "<br>")}</p>`,
    )
    .join("\n");
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? "");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"。、，；：！？（）「」『』【】]+)/i)
    .map((part, at) => (at % 2 ? link(part) : withSpaces(escapeHtml(part))))
    .join("");
}

/** What ends a sentence, or closes a bracket around the address, is none of its. */
function link(found: string): string {
  const endings = found.includes("(") ? ".,;:!?']}" : ".,;:!?']})";
  let end = found.length;
  while (endings.includes(found.charAt(end - 1))) end--;
  const address = escapeHtml(found.slice(0, end));
  return `<a href="${address}">${address}</a>${escapeHtml(found.slice(end))}`;
}

/** HTML shows several spaces as one. */
const withSpaces = (html: string) => html.replace(/(^|\n| ) /g, "$1&nbsp;");
