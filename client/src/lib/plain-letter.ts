/** A node of the editor's document, as it says it of itself. */
export interface LetterNode {
  type?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: LetterNode[];
}

/** A formatted text for those who read it without its formats: lists keep their marks, links their addresses. */
export const plainLetter = (document: LetterNode): string => blocks(document, "\n\n").trim();

const blocks = ({ content = [] }: LetterNode, between: string): string => content.map(block).join(between);

function block(node: LetterNode): string {
  const { type, content = [], attrs } = node;
  if (type === "bulletList") return content.map((item) => listItem("- ", item)).join("\n");
  if (type === "orderedList") {
    const start = Number(attrs?.start ?? 1);
    return content.map((item, nth) => listItem(`${start + nth}. `, item)).join("\n");
  }
  if (type === "blockquote") return blocks(node, "\n\n").replace(/^/gm, "> ");
  if (type === "horizontalRule") return "---";
  return content.map(inline).join("");
}

const listItem = (mark: string, item: LetterNode): string =>
  mark + blocks(item, "\n").replaceAll("\n", `\n${" ".repeat(mark.length)}`);

function inline({ type, text = "", attrs, marks = [] }: LetterNode): string {
  if (type === "hardBreak") return "\n";
  if (type === "image") return attrs?.alt ? `[${attrs.alt}]` : "";
  const href = marks.find((mark) => mark.type === "link")?.attrs?.href;
  if (typeof href !== "string" || saysTheSame(text, href)) return text;
  return `${text} <${href}>`;
}

const saysTheSame = (text: string, href: string): boolean =>
  href.replace(/^(?:https?:\/\/|mailto:)|\/$/g, "") === text.trim().replace(/^https?:\/\/|\/$/g, "");
