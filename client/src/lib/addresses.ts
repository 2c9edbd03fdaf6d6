import type { Correspondent } from "../../../server/contract/letters.ts";

/** As the hub checks them. */
const address = /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+$/;

export const isAddress = (text: string): boolean => text.length <= 254 && address.test(text);

/** Addresses out of what was typed or pasted, and what is left of it that is none. */
export function parseAddresses(text: string): { found: Correspondent[]; rest: string } {
  const found: Correspondent[] = [];
  const rest: string[] = [];
  for (const part of split(text)) {
    const read = parseOne(part);
    if (read) found.push(read);
    else rest.push(part);
  }
  return { found, rest: rest.join(", ") };
}

/** At commas, semicolons and line ends that are not within a quoted name. */
function split(text: string): string[] {
  const parts = text.match(/(?:"(?:\\.|[^"\\])*"|[^",;\n])+|"/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function parseOne(part: string): Correspondent | undefined {
  const { name = "", inner = part } = /^(?<name>.*?)\s*<(?<inner>[^<>]*)>$/s.exec(part)?.groups ?? {};
  const bare = inner.trim().replace(/^mailto:/i, "");
  if (!isAddress(bare)) return undefined;
  const shown = name
    .replace(/^"(.*)"$/s, "$1")
    .replace(/\\(.)/g, "$1")
    .trim();
  return { address: bare, ...(shown && shown !== bare && { name: shown.slice(0, 200) }) };
}

const key = ({ address }: Correspondent): string => address.toLowerCase();

/** Each address once, where it stands first. */
export const distinct = (all: Correspondent[]): Correspondent[] =>
  [...new Map(all.toReversed().map((one) => [key(one), one])).values()].reverse();

export function without(all: Correspondent[], others: (Correspondent | string)[]): Correspondent[] {
  const left = new Set(others.map((one) => (typeof one === "string" ? one.toLowerCase() : key(one))));
  return all.filter((one) => !left.has(key(one)));
}

export const shortAddress = ({ name, address }: Correspondent): string => name || address;

export const wholeAddress = ({ name, address }: Correspondent): string =>
  name ? `${name} <${address}>` : address;
