import { convert, type Formatter } from "html-to-text";

const oneBreak = { leadingLineBreaks: 1, trailingLineBreaks: 1 };
const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];

/** The text of a mail that has HTML only. */
export function textOfHtml(html: string): string {
  const text = convert(limitDepth(html), {
    wordwrap: false,
    limits: { maxInputLength: 2 ** 22, maxDepth: 200 },
    formatters: { cell },
    selectors: [
      ...["table", "tr"].map((selector) => ({ selector, format: "block", options: oneBreak })),
      { selector: "td", format: "cell" },
      { selector: "th", format: "cell" },
      { selector: "img", format: "skip" },
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
      ...headings.map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  // Empty rows keep a distance on the page.
  return text.replaceAll("\u00A0", " ").replace(/\n(?:[ \t]*\n){2,}/g, "\n\n");
}

/** Most tables only place things on the page, so no columns are drawn; but words of two cells are two words. */
const cell: Formatter = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(" ");
};

const closesByItself =
  /^(area|base|br|col|dd|dt|hr|img|input|li|link|meta|option|p|source|tbody|td|th|tr|wbr)$/i;
const depthLimit = 1000;

/** The parser's time grows with the square of the depth, so a mail of nothing but `<div>` would hold up everything. */
function limitDepth(html: string): string {
  let depth = 0;
  return html.replace(/<(\/?)([a-z][a-z0-9-]*)(?=[\s/>])/gi, (tag: string, slash: string, name: string) => {
    if (closesByItself.test(name)) return tag;
    depth = Math.max(0, depth + (slash ? -1 : 1));
    return depth > depthLimit ? `<${slash}wbr` : tag;
  });
}
