import { expect, test } from "vitest";
import { type LetterNode, plainLetter } from "./plain-letter.ts";

const text = (words: string, href?: string): LetterNode => ({
  type: "text",
  text: words,
  marks: href ? [{ type: "link", attrs: { href } }] : [],
});
const node = (type: string, ...content: LetterNode[]): LetterNode => ({ type, content });
const paragraph = (...content: LetterNode[]) => node("paragraph", ...content);
const item = (...content: LetterNode[]) => node("listItem", ...content);

test("paragraphs stand apart, and a new line within one does not", () => {
  const letter = node(
    "doc",
    paragraph(text("Dear Nora,")),
    paragraph(text("it is"), { type: "hardBreak" }, text("ready.")),
    paragraph(),
  );
  expect(plainLetter(letter)).toBe("Dear Nora,\n\nit is\nready.");
});

test("lists keep their marks, also within each other", () => {
  const inner = node("bulletList", item(paragraph(text("blue"))), item(paragraph(text("green"))));
  const list = {
    ...node("orderedList", item(paragraph(text("lamps")), inner), item(paragraph(text("cables")))),
    attrs: { start: 3 },
  };
  expect(plainLetter(node("doc", list))).toBe("3. lamps\n   - blue\n   - green\n4. cables");
});

test("a link says where it leads unless its words do", () => {
  const letter = paragraph(
    text("See "),
    text("our page", "https://example.com/a"),
    text(" or "),
    text("example.com", "https://example.com/"),
  );
  expect(plainLetter(node("doc", letter))).toBe("See our page <https://example.com/a> or example.com");
});

test("what is quoted is marked on every line, and a picture is called by its name", () => {
  const quote = node("blockquote", paragraph(text("one")), paragraph(text("two")));
  const picture = { type: "image", attrs: { alt: "lamp.png" } };
  expect(plainLetter(node("doc", quote, paragraph(picture)))).toBe("> one\n> \n> two\n\n[lamp.png]");
});
