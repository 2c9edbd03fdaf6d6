import type { Settings } from "../settings.ts";

export type IsOwn = (address: string) => boolean;

/** Whether an address, also with a plus and something behind it (RFC 5233), is the mailbox's own. */
export function ownAddresses({ address, aliases }: Pick<Settings, "address" | "aliases">): IsOwn {
  const own = new Set([address, ...aliases].map((one) => one.toLowerCase()));
  return (given) => {
    const plain = given.toLowerCase();
    return own.has(plain) || own.has(plain.replace(/\+[^@]*(?=@)/, ""));
  };
}
