type Attributes = Record<string, string>;

const quoteClasses =
  /(?:^|\s)(?:x_)*(?:gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|moz-cite-prefix|zmail_extra|tutanota_quote)(?:\s|$)/;
const beginIds =
  /^(?:x_)*(?:appendonsend|divRplyFwdMsg|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container)$/;
const outlookLine = /border-top:\s*solid\s+#(?:e1e1e1|b5c4df)\s/i;

/**
 * What a mail program quotes, as it says so itself: an element that is the quote (`data-quote`), or one from which on
 * all is (`data-quote-from`). A sender's own such marks count for nothing.
 */
export function withQuoteMark(tagName: string, attributes: Attributes): Attributes {
  const { "data-quote": _quote, "data-quote-from": _from, ...others } = attributes;
  const { class: classes = "", id = "", type = "", style = "" } = attributes;
  const isQuote = quoteClasses.test(classes) || (tagName === "blockquote" && type.toLowerCase() === "cite");
  if (isQuote) return { ...others, "data-quote": "" };
  const isBegin = beginIds.test(id) || (tagName === "div" && outlookLine.test(style));
  return isBegin ? { ...others, "data-quote-from": "" } : others;
}
