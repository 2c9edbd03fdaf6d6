interface Overrides {
  timeoutMs: number;
  retries: number;
  retriesConnection: boolean;
  retriesTimeout: boolean;
  retriesStatus(status: number): boolean;
}

const longestMs = 15_000;

/** What a webhook's address asks for behind its `#`: `rc` how often, `rp` upon what, `rt` how long to wait. */
export function overridesOf(url: string): Overrides {
  const asked = new URLSearchParams(new URL(url).hash.slice(1));
  const policy = (asked.get("rp") ?? "ct").split(",");
  const retries = (kind: string) => policy.includes(kind) || policy.includes("all");
  return {
    timeoutMs: Math.min(longestMs, Number(asked.get("rt") ?? longestMs)),
    retries: Math.min(5, Number(asked.get("rc") ?? 1)),
    retriesConnection: retries("ct"),
    retriesTimeout: retries("rt"),
    retriesStatus: (status) =>
      (status >= 500 && retries("5xx")) || (status >= 400 && status < 500 && retries("4xx")),
  };
}
