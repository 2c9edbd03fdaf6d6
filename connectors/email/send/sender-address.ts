import { domainToASCII } from "node:url";
import type { Correspondent, Outbound } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import { oneLine } from "./one-line.ts";

/** Who it comes from: the own address that was written to, without what a plus adds to it; else the mailbox's. */
export function senderAddress(settings: Settings, { letter, author }: Outbound): Required<Correspondent> {
  const own = new Set([settings.address, ...settings.aliases]);
  const written = (letter?.writtenTo ?? []).flatMap((address) => {
    const plain = address.trim().toLowerCase();
    return [plain, plain.replace(/\+[^@]*(?=@)/, "")];
  });
  const address = written.find((each) => own.has(each)) ?? settings.address;
  return { address, name: oneLine(settings.fromName || author.name) };
}

/** In ASCII, as it stands in ids and on the wire. */
export function domainOf(address: string): string {
  const domain = address.slice(address.lastIndexOf("@") + 1);
  return domainToASCII(domain) || domain;
}
