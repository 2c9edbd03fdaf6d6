import { decodeWords } from "./decode-words.ts";
import type { Address } from "./mail.ts";
import { makeStorable } from "./make-storable.ts";
import { splitAddresses } from "./split-addresses.ts";

/** The addresses of a From, To, Cc or Reply-To as it was written, groups taken apart; what has no address is left out. */
export function readAddresses(value: string): Address[] {
  const read: Address[] = [];
  let before = "";
  for (const { text, separator } of splitAddresses(value)) {
    // An unquoted `Doe, John <john@example.com>` is one.
    const address = readAddress(before && text.includes("<") ? `${before}, ${text}` : text);
    if (address) read.push(address);
    before = !address && separator === "," ? text : "";
  }
  if (read.length > 0) return read;
  const decoded = decodeWords(value);
  return decoded !== value && /<[^<>]+@[^<>]+>/.test(decoded) ? readAddresses(decoded) : [];
}

/** The words of a From that holds no address. */
export function readName(value: string): string {
  return tidyName(value.replace(/<[^<>]*>/g, " "));
}

function readAddress(written: string): Address | null {
  const text = written.replace(/\[mailto:([^\][]*)\]/i, "<$1>").replace(/<\s*>/g, "");
  return readBracketed(text) ?? readBare(text) ?? readQuoted(text);
}

function readBracketed(text: string): Address | null {
  const brackets = [...text.matchAll(/<([^<>]*)(?:>|$)/g)];
  const best = brackets.findLast(([, inner]) => inner?.includes("@")) ?? brackets.at(-1);
  const address = tidyAddress(best?.[1] ?? "");
  const isUsable = address.includes("@")
    ? !address.includes(":")
    : /^[\w.+-]+$/.test(address) && !text.includes("@");
  if (!isUsable) return null;
  return { address, name: tidyName(text.replace(/<[^<>]*(?:>|$)/g, " ")) };
}

function readBare(text: string): Address | null {
  const unquoted = text.replace(/"(?:[^"\\]|\\.){0,300}"(?!@)/g, (quoted) => " ".repeat(quoted.length));
  const found = /(?:"[^"]{1,64}"|[^\s"()<>:;,]{1,256})@[^\s"()<>:;,@][^\s"()<>:;,]{0,256}/.exec(unquoted);
  if (!found) return isLocal(text) ? { address: text.trim(), name: "" } : null;
  const address = tidyAddress(found[0]);
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return address ? { address, name: tidyName(rest) } : null;
}

/** Mail that a machine writes to itself comes from `root`, or from `MAILER-DAEMON`. */
function isLocal(word: string): boolean {
  return /^(root|mailer-daemon|postmaster|daemon|cron|nobody)$/i.test(word.trim());
}

function readQuoted(text: string): Address | null {
  const [found] = /[^\s"'()<>@:;,]{1,256}@[^\s"'()<>@:;,]{1,256}/.exec(text) ?? [];
  return found ? { address: tidyAddress(found), name: "" } : null;
}

/** Without the route that it may begin with, and without what was put around it. */
function tidyAddress(text: string): string {
  return makeStorable(decodeWords(text.replace(/\([^()]*\)/g, "")))
    .replace(/^\s*(?:@[^:]*:|mailto:)/i, "")
    .replace(/("[^"]*")|\s+/g, (_, quoted?: string) => quoted ?? "")
    .replace(/^['[(,;:]+|['\]),;:>.]+$/g, "");
}

function tidyName(text: string): string {
  const quotedOrComment = /("(?:[^"\\]|\\.){0,300}")|\((?:[^()\\]|\\.){0,300}\)/g;
  const outer = text.replace(quotedOrComment, (_, quoted?: string) => quoted ?? " ");
  const name = /\S/.test(outer.replace(/["']/g, "")) ? outer : text.replace(/[()]/g, " ");
  const unquoted = name.replace(/\\(.)/g, "$1").replace(/"/g, " ");
  return makeStorable(decodeWords(unquoted))
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^'(.*)'$/, "$1")
    .replace(/^,\s*|\s*,$/g, "");
}
