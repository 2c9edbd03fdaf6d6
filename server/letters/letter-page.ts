import { fileUrl } from "../files/file-info.ts";

export interface PageOptions {
  /** Whether pictures from elsewhere are fetched. */
  withPictures: boolean;
  scheme: "light" | "dark";
}

const ownPicture = /(<img\b[^>]*?\ssrc=")file:([0-9a-f-]{36})(")/gi;
const remotePicture = /(<img\b[^>]*?\s)data-src=/gi;

/**
 * The document that a frame shows: sanitised HTML whose own pictures come from here, and those from elsewhere only when
 * they are asked for. What it quotes is folded, by a checkbox, as nothing in it may run.
 */
export function letterPage(html: string, { withPictures, scheme }: PageOptions): string {
  const own = html.replace(ownPicture, (_whole, before, id, after) => before + fileUrl(id) + after);
  const body = withPictures ? own.replace(remotePicture, "$1src=") : own;
  return `<!doctype html>
<html data-scheme="${scheme}"><head><meta charset="utf-8"><base target="_blank">
<meta name="referrer" content="no-referrer"><style>${style}</style></head>
<body><input type="checkbox" id="history" aria-label="Show what is quoted"><main dir="auto">${body}</main><label for="history">…</label></body></html>`;
}

/** What is no letter of a conversation, under its title and with nothing of its own to show beside the text. */
export function plainPage({ title, html, text }: { title: string; html?: string; text: string }): string {
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>${escaped(title)}</title><base target="_blank">
<meta name="referrer" content="no-referrer"><style>${style} body { margin: 24px auto; max-width: 800px; padding: 0 16px; }</style></head>
<body><main dir="auto">${html ?? `<pre>${escaped(text)}</pre>`}</main></body></html>`;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Pictures of its own, and from elsewhere where that was asked for; nothing else is fetched, and nothing runs. */
export const letterPolicy = ({ withPictures }: Pick<PageOptions, "withPictures">): string =>
  [
    "default-src 'none'",
    `img-src 'self' data:${withPictures ? " https: http:" : ""}`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
  ].join("; ");

// A letter is written for white paper; in the dark its colours are turned around and its pictures turned back.
const style = `
:root { color-scheme: light; }
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; background: #fff; color: #1a1a1a; }
main { overflow-x: auto; }
main > :first-child { margin-top: 0; }
main > :last-child { margin-bottom: 0; }
img, video, table { max-width: 100%; }
img:not([height]) { height: auto; }
img[data-src]:not([src]) { display: inline-block; min-width: 16px; min-height: 16px; border: 1px dashed #bbb; }
img[data-src]:is([width="0"], [width="1"], [width="2"], [height="0"], [height="1"], [height="2"]) { display: none !important; }
blockquote { margin: 4px 0 4px 8px; padding-left: 12px; border-left: 2px solid #ccc; }
pre { white-space: pre-wrap; }
#history { position: absolute; opacity: 0; }
#history:not(:checked) ~ main :is([data-quote], [data-quote-from], [data-quote-from] ~ *, :has(> [data-quote-from]:only-child) ~ *) { display: none; }
label { display: none; width: max-content; margin-top: 6px; padding: 0 10px; border-radius: 8px; background: #e8e8e8; cursor: pointer; line-height: 16px; }
main:has([data-quote], [data-quote-from]) ~ label { display: block; }
#history:focus-visible ~ label { outline: 2px solid #2f6fed; outline-offset: 1px; }
[data-scheme=dark] { filter: invert(1) hue-rotate(180deg); background: #fff; }
[data-scheme=dark] img { filter: invert(1) hue-rotate(180deg); }
[data-scheme=dark] img[data-src]:not([src]) { filter: none; }`;
