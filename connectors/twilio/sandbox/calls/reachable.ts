import type { Exchange } from "../exchange.ts";

const e164 = /^\+[1-9]\d{6,14}$/;
const client = /^client:\w{1,121}$/;

export const isNumber = (address: string) => e164.test(address);

/** Clients are named by letters, digits and underscore. */
export const isAddress = (address: string) => isNumber(address) || client.test(address);

export const isForbidden = (exchange: Exchange, address: string) =>
  exchange.forbiddenPrefixes.some((prefix) => address.startsWith(prefix));
