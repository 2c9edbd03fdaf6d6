import { Resolver } from "node:dns/promises";

/** Rejects with the `code` of node:dns where there is no answer. */
export type LookUp = (name: string, type: string) => Promise<string[][] | string[]>;

/** @param servers those of the system unless said */
export function lookUpInDns(servers?: string[]): LookUp {
  const dns = new Resolver({ timeout: 3_000, tries: 2 });
  if (servers) dns.setServers(servers);
  return (name, type) => (type === "TXT" ? dns.resolveTxt(name) : asNames(dns.resolve(name, type)));
}

/** Of other records the checker only asks whether there are any. */
const asNames = async (answers: Promise<unknown>): Promise<string[]> =>
  ([] as unknown[]).concat(await answers).map(String);

/** What is not answered when the time for all of them is over fails. */
export function withLimit(lookUp: LookUp, over: AbortSignal): LookUp {
  return (name, type) =>
    new Promise((resolve, reject) => {
      const fail = () =>
        reject(Object.assign(new Error("There was no answer in time."), { code: "ETIMEOUT" }));
      if (over.aborted) return fail();
      over.addEventListener("abort", fail, { once: true });
      lookUp(name, type)
        .then(resolve, reject)
        .finally(() => over.removeEventListener("abort", fail));
    });
}
