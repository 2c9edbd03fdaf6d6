import { lookup as resolve } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { ConnectorError } from "../contract.ts";

/**
 * Where machines in a cloud read their own credentials. Everything else is allowed, loopback too: the hub is often on
 * the same machine as the system that it answers to.
 */
const refused = new BlockList();
refused.addSubnet("169.254.0.0", 16, "ipv4");
refused.addAddress("100.100.100.200", "ipv4");
refused.addAddress("168.63.129.16", "ipv4");
refused.addSubnet("fe80::", 10, "ipv6");
refused.addSubnet("fd00:ec2::", 32, "ipv6");

/** A name is judged by what it resolves to at the moment of connecting. */
export const lookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, "");
    const bad = found.find(({ address }) => isRefused(address));
    if (bad) return done(new RefusedAddress(bad.address), "");
    const [first] = found;
    if (options.all) return done(null, found);
    done(null, first?.address ?? "", first?.family);
  });
};

export class RefusedAddress extends ConnectorError {
  constructor(address: string) {
    super("rejected", `Nothing is sent to ${address}: it is a machine's own link-local address.`);
  }
}

/** An address that is written out never passes through a lookup. @throws RefusedAddress */
export function refuseLiteral(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && isRefused(host)) throw new RefusedAddress(host);
}

function isRefused(address: string): boolean {
  // Checks IPv4 addresses that are mapped into IPv6 too.
  return refused.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
