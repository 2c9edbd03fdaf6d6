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

function toTest(pattern: string): (origin: string) => boolean {
  if (pattern === "*") return () => true;
  const [scheme = "", host = ""] = pattern.toLowerCase().split("://");
  if (host.startsWith("*.")) {
    return (origin) => origin.startsWith(`${scheme}://`) && origin.endsWith(host.slice(1));
  }
  const exact = URL.parse(pattern)?.origin;
  return (origin) => origin === exact;
}
