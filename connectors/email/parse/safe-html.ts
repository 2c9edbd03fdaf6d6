import sanitizeHtml from "sanitize-html";
import { makeStorable } from "./make-storable.ts";
import { withQuoteMark } from "./quote-marks.ts";
import { allowedStyles } from "./safe-styles.ts";
import { textOnly } from "./text-only.ts";

/** A browser itself nests no deeper than some 500; what is deeper keeps its words and loses its tags. */
const deepest = 200;
/** Beyond these the parser's time is no longer linear, so such a mail is shown as its words alone. */
const mostOpen = 1_000;
const mostTags = 100_000;
const longest = 20_000_000;
const longestStyle = 4_000;

/**
 * HTML that may be set into a page: without anything that runs, is sent or is fetched. Remote pictures carry their
 * address in `data-src`, for a reader who asks for them; `cid:` and `data:` pictures stay. With `marksQuotes`, what it
 * quotes is marked, so that it can be folded.
 */
export function safeHtml(html: string, { marksQuotes = false } = {}): string {
  const clean = makeStorable(html);
  if (clean.length > longest || countTags(clean) > mostTags) return textOnly(clean);
  try {
    return makeStorable(
      sanitizeHtml(clean, { ...(marksQuotes ? markingOptions : options), ...depthGuard() }),
    );
  } catch (error) {
    if (error instanceof TooDeep) return textOnly(clean);
    throw error;
  }
}

function countTags(html: string): number {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0 && count <= mostTags; at = html.indexOf("<", at + 1)) count++;
  return count;
}

class TooDeep extends Error {}

function depthGuard(): Pick<sanitizeHtml.IOptions, "onOpenTag" | "onCloseTag"> {
  let open = 0;
  return {
    onOpenTag: () => {
      if (++open > mostOpen) throw new TooDeep();
    },
    onCloseTag: () => {
      open--;
    },
  };
}

const layout =
  "dir lang title style align valign width height bgcolor color border cellpadding cellspacing colspan rowspan nowrap";

const options: sanitizeHtml.IOptions = {
  allowedTags: (
    "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div " +
    "dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q " +
    "rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr"
  ).split(" "),
  allowedAttributes: {
    "*": layout.split(" "),
    a: ["href", "target", "rel"],
    img: ["src", "data-src", "alt", "hspace", "vspace"],
    font: ["face", "size"],
    ol: ["start", "type", "reversed"],
    ul: ["type"],
    li: ["value", "type"],
    hr: ["size", "noshade"],
    col: ["span"],
    colgroup: ["span"],
    th: ["scope"],
    td: ["scope"],
  },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["cid", "data"] },
  allowedSchemesAppliedToAttributes: ["href", "src"],
  allowProtocolRelative: false,
  allowedStyles,
  // Office's own data and a page's title are not what the sender wrote.
  nonTextTags: [
    "script",
    "style",
    "textarea",
    "option",
    "xmp",
    "title",
    "xml",
    "template",
    "noembed",
    "noframes",
  ],
  nestingLimit: deepest,
  transformTags: {
    a: (tagName, { href, target: _, rel: __, ...attribs }) => ({
      tagName,
      attribs: { ...attribs, ...safeLink(href) },
    }),
    img: (tagName, attribs) => ({ tagName, attribs: safePicture(attribs) }),
    body: "div",
    "*": (tagName, attribs) => ({ tagName, attribs: withPlainStyle(attribs) }),
  },
};

const markingOptions: sanitizeHtml.IOptions = {
  ...options,
  allowedAttributes: {
    ...options.allowedAttributes,
    "*": [...layout.split(" "), "data-quote", "data-quote-from"],
  },
  transformTags: {
    ...options.transformTags,
    "*": (tagName, attribs) => ({ tagName, attribs: withPlainStyle(withQuoteMark(tagName, attribs)) }),
  },
};

function safeLink(href = ""): Record<string, string> {
  const url = URL.parse(href);
  if (!url || !/^(?:https?|mailto|tel):$/.test(url.protocol)) return {};
  return { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow" };
}

function safePicture({ src = "", "data-src": _given, ...attribs }: Record<string, string>) {
  const address = src.trim();
  if (/^cid:|^data:image\/(?:png|jpe?g|gif|webp)[;,]/i.test(address)) return { ...attribs, src: address };
  const url = URL.parse(address.startsWith("//") ? `https:${address}` : address);
  if (!url || !/^https?:$/.test(url.protocol)) return attribs;
  return { ...attribs, "data-src": url.href };
}

/** Outlook Express and its kin write the names of properties in capitals, which the list does not have. */
function withPlainStyle(attribs: Record<string, string>): Record<string, string> {
  const { style, ...others } = attribs;
  if (!style || style.length > longestStyle) return others;
  return { ...others, style: style.replace(/(?:^|;)\s*[A-Z-]+\s*:/g, (name) => name.toLowerCase()) };
}
