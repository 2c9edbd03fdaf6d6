import type { Authenticity } from "../../contract.ts";
import type { ReadMail } from "../parse/mail.ts";
import { readAddresses } from "../parse/read-addresses.ts";
import { type AuthResult, readAuthResults } from "./auth-results.ts";

/** What the configured server found out about the sender (RFC 8601); anybody else's word counts for nothing. */
export function authenticityOf(mail: ReadMail, authServer: string): Authenticity {
  if (!authServer || !mail.from) return "unknown";
  const results = mail.header
    .filter(({ name }) => name === "authentication-results")
    .map(({ value }) => readAuthResults(value))
    .find(({ server }) => server === authServer.toLowerCase())?.results;
  if (!results) return "unknown";
  const domain = domainOf(mail.from.address);
  const verdict = verdictOf(results, domain);
  // Of two authors the server may have looked at the one whom we do not show.
  return verdict === "passed" && authorsOf(mail) > 1 ? "unknown" : verdict;
}

function verdictOf(results: AuthResult[], domain: string): Authenticity {
  const dmarc = results.find(({ method }) => method === "dmarc");
  if (dmarc?.result === "fail") return "failed";
  if (dmarc?.result === "pass") {
    const checked = dmarc.properties.get("header.from");
    return !checked || domainOf(checked) === domain ? "passed" : "unknown";
  }
  return results.some((one) => vouchesFor(one, domain)) ? "passed" : "unknown";
}

function vouchesFor({ method, result, properties }: AuthResult, domain: string): boolean {
  if (result !== "pass") return false;
  const names = { spf: ["smtp.mailfrom"], dkim: ["header.d", "header.i"] }[method] ?? [];
  return names.some((name) => isAligned(domainOf(properties.get(name) ?? ""), domain));
}

/** RFC 7489, 3.1, relaxed: the same domain, or one below the other. */
function isAligned(one: string, other: string): boolean {
  if (!one.includes(".") || !other.includes(".")) return false;
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

function authorsOf(mail: ReadMail): number {
  const fields = mail.header.filter(({ name }) => name === "from");
  const addresses = fields.flatMap(({ value }) => readAddresses(value)).map(({ address }) => address);
  return Math.max(fields.length, new Set(addresses).size);
}
