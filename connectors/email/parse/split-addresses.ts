interface Item {
  text: string;
  /** What ended it. */
  separator: "," | ";" | "";
}

/**
 * Splits a list of addresses at its commas and semicolons, but not within quotes, comments and angle brackets; one
 * that is never closed counts for nothing. The name of a group is left out.
 */
export function splitAddresses(value: string): Item[] {
  const items: Item[] = [];
  const unclosed = new Set<string>();
  let start = 0;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at];
    if (character === "," || character === ";") {
      items.push({ text: value.slice(start, at).trim(), separator: character });
      start = at + 1;
    } else if (character === ":" && isGroupName(value.slice(start, at))) {
      start = at + 1;
    } else if (character && closing[character] && !unclosed.has(character)) {
      const end = endOf(value, at);
      // Looked for once only, or a header of nothing but brackets would take hours.
      if (end === null) unclosed.add(character);
      at = end ?? at;
    }
  }
  items.push({ text: value.slice(start).trim(), separator: "" });
  return items;
}

function isGroupName(before: string): boolean {
  return !/[@[]/.test(before.replace(/"[^"]*"/g, ""));
}

const closing: Record<string, string> = { '"': '"', "(": ")", "<": ">" };

function endOf(value: string, start: number): number | null {
  const close = closing[value[start] ?? ""] ?? "";
  for (let at = start + 1; at < value.length; at += 1) {
    if (value[at] === "\\" && close !== ">") at += 1;
    else if (value[at] === close) return at;
    else if (close === ">" && value[at] === "<") return at - 1;
  }
  return null;
}
