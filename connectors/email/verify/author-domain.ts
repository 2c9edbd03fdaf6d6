import { domainToASCII } from "node:url";
import { readAddresses } from "../parse/read-addresses.ts";
import { readRawHeader } from "../parse/read-header.ts";

/** The domain of the author as the hub shows him, in ASCII; undefined where there are none or several. */
export function authorDomainOf(bytes: Buffer): string | undefined {
  const domains = readRawHeader(bytes)
    .filter(({ name }) => name === "from")
    .flatMap(({ value }) => readAddresses(value))
    .map(({ address }) => domainToASCII(address.slice(address.lastIndexOf("@") + 1)));
  return new Set(domains).size === 1 && domains[0] ? domains[0] : undefined;
}
