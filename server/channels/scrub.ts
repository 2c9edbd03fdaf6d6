const shortest = 6;
const deepest = 6;

/** Takes a channel's secrets out of what is logged or shown: providers' errors like to repeat the address with its key. */
export type Scrub = <Value>(value: Value) => Value;

export function createScrub(secrets: unknown[]): Scrub {
  const hidden = secrets.filter(
    (secret) => typeof secret === "string" && secret.length >= shortest,
  ) as string[];
  const clean = (text: string) => hidden.reduce((rest, secret) => rest.replaceAll(secret, "•••"), text);

  function scrub(value: unknown, depth: number): unknown {
    if (typeof value === "string") return clean(value);
    if (typeof value !== "object" || value === null || depth > deepest) return value;
    if (value instanceof Error) return scrubError(value, depth);
    if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrub(item, depth + 1)]));
  }

  function scrubError(error: Error, depth: number): Error {
    const copy = new Error(clean(error.message), { cause: scrub(error.cause, depth + 1) });
    copy.name = error.name;
    copy.stack = clean(error.stack ?? "");
    return copy;
  }

  return (value) => scrub(value, 0) as typeof value;
}
