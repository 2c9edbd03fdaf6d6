/** The ids in a Message-ID, In-Reply-To or References, with angle brackets; what else stands there is left out. */
export function readIds(value: string): string[] {
  const bracketed = [...value.matchAll(/<([^<>]{1,990})>/g)].map(([, id = ""]) => id.replace(/\s+/g, ""));
  const ids = bracketed.filter((id) => id !== "");
  const found = ids.length > 0 ? ids : bareIds(value);
  return [...new Set(found)].map((id) => `<${id}>`);
}

function bareIds(value: string): string[] {
  const words = value
    .replace(/[<>"]/g, " ")
    .trim()
    .split(/[\s,]+/);
  const withAt = words.filter((word) => /^[^@]+@[^@]+$/.test(word));
  return withAt.length > 0 || words.length > 1 ? withAt : words.filter((word) => word !== "");
}
