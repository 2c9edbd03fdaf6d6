export interface AuthResult {
  /** Lower case: `spf`, `dkim`, `dmarc`. */
  method: string;
  result: string;
  /** By `ptype.property`, such as `header.d`. */
  properties: Map<string, string>;
}

/** An Authentication-Results field (RFC 8601, 2.2); the server's name in lower case. */
export function readAuthResults(value: string): { server: string; results: AuthResult[] } {
  const [head = "", ...rest] = splitAtSemicolons(withoutComments(value.slice(0, longest)));
  const [server = ""] = head.trim().split(/\s+/, 1);
  return { server: unquoted(server).toLowerCase(), results: rest.flatMap(readResult) };
}

const longest = 20_000;

/** Comments nest, and what stands in one was often written by the sender. */
function withoutComments(value: string): string {
  let depth = 0;
  let isQuoted = false;
  let kept = "";
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? "";
    if (char === "\\" && (depth > 0 || isQuoted)) {
      if (depth === 0) kept += char + (value[at + 1] ?? "");
      at++;
    } else if (char === '"' && depth === 0) {
      isQuoted = !isQuoted;
      kept += char;
    } else if (char === "(" && !isQuoted) depth++;
    else if (char === ")" && !isQuoted && depth > 0) depth--;
    else kept += depth > 0 ? "" : char;
  }
  return kept;
}

const splitAtSemicolons = (value: string): string[] =>
  value.match(/(?:"(?:[^"\\]|\\.)*"|[^;"])+/g)?.map((part) => part.trim()) ?? [];

function readResult(part: string): AuthResult[] {
  const pairs = [...part.matchAll(/([\w.-]+)(?:\/\d+)?\s*=\s*("(?:[^"\\]|\\.)*"|[^\s"]+)/g)];
  const [first, ...others] = pairs.map(
    ([, name = "", value = ""]) => [name.toLowerCase(), unquoted(value)] as const,
  );
  if (!first) return [];
  const [method, result] = first;
  return [{ method, result: result.toLowerCase(), properties: new Map(others) }];
}

const unquoted = (value: string): string =>
  value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
