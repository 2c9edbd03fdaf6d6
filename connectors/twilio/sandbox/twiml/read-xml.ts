/** An element, with the text between its children left in place. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

const markup =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** @throws Error with a sentence where the text is not well-formed XML. */
export function readXml(text: string): Element {
  const document: Element = { name: "", attributes: {}, children: [] };
  const open = [document];
  const source = text.replace(/^\uFEFF/, "").trim();
  markup.lastIndex = 0;
  while (markup.lastIndex < source.length) {
    const at = markup.lastIndex;
    const match = markup.exec(source);
    if (!match) throw new Error(`The XML cannot be read from "${source.slice(at, at + 30)}" on.`);
    const [, cdata, closed, opened, attributes, isEmpty, plain] = match;
    const parent = open.at(-1) ?? document;
    if (cdata !== undefined || plain !== undefined) parent.children.push(cdata ?? decode(plain ?? ""));
    if (opened !== undefined) {
      const element = { name: opened, attributes: readAttributes(attributes ?? ""), children: [] };
      parent.children.push(element);
      if (!isEmpty) open.push(element);
    }
    if (closed !== undefined) {
      if (open.length < 2 || parent.name !== closed) throw new Error(`</${closed}> closes nothing.`);
      open.pop();
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is not closed.`);
  const roots = elementsIn(document);
  if (!roots[0] || roots.length > 1 || textIn(document) !== "")
    throw new Error("The XML must have exactly one element at its root.");
  return roots[0];
}

export const elementsIn = (element: Element): Element[] =>
  element.children.filter((child) => typeof child !== "string");

export const textIn = (element: Element): string =>
  element.children
    .filter((child) => typeof child === "string")
    .join("")
    .trim();

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", double, single] of text.matchAll(attribute)) {
    if (name in found) throw new Error(`The attribute ${name} is there twice.`);
    found[name] = decode(double ?? single ?? "");
  }
  return found;
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+)?;?/gi, (whole, name?: string) => {
    const code = name?.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name?.slice(1));
    const character = name?.startsWith("#") ? String.fromCodePoint(code) : entities[name ?? ""];
    if (!character || !whole.endsWith(";")) throw new Error(`"${whole}" is no entity of XML.`);
    return character;
  });
}
