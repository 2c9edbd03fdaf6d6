export interface Origins {
  /** Whether a page of this origin may use the channel; without one it is not a browser's request from another site. */
  allows(origin: string | undefined): boolean;
}

/** The hub's own pages and the sites that the settings list. */
export function createOrigins(patterns: string[], publicUrl: string): Origins {
  const own = URL.parse(publicUrl)?.origin;
  const tests = patterns.map(toTest);
  return {
    allows: (origin) => origin === undefined || origin === own || tests.some((test) => test(origin)),
  };
}

/** A page that was opened by another name of the hub than its public one: a LAN address, 127.0.0.1. */
export function isOwnHost(origin: string | undefined, host: string | null): boolean {
  return Boolean(origin && host && URL.parse(origin)?.host === host.toLowerCase());
}

/** `https://shop.example`, `https://*.shop.example`, or `*` for every site. */
export function isPattern(pattern: string): boolean {
  if (pattern === "*") return true;
  const url = URL.parse(pattern.replace("://*.", "://"));
  return Boolean(
    url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && !url.host.includes("*"),
  );
}

function toTest(pattern: string): (origin: string) => boolean {
  if (pattern === "*") return () => true;
  const url = URL.parse(pattern.replace("://*.", "://"));
  if (!url) return () => false;
  if (!pattern.includes("://*.")) return (origin) => origin === url.origin;
  return (origin) => origin.startsWith(`${url.protocol}//`) && origin.endsWith(`.${url.host}`);
}
