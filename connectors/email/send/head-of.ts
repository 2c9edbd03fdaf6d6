import type { ConnectorContext, Letter, Outbound } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import { messageIdOf, replyAddressOf } from "../signed-id.ts";
import { oneLine } from "./one-line.ts";
import { type Recipients, recipientsOf } from "./recipients.ts";
import { referencesOf } from "./references.ts";
import { domainOf, senderAddress } from "./sender-address.ts";

type Context = Pick<ConnectorContext<Settings>, "settings" | "sign">;
type Address = { address: string; name: string };

/** The header of a mail, as nodemailer takes it. */
export interface Head extends Recipients {
  from: Address;
  replyTo?: Address;
  subject: string;
  messageId: string;
  inReplyTo?: string;
  references: string[];
  date: Date;
  headers: Record<string, string>;
}

/** RFC 5321, 4.5.3.1.1. */
const longestLocalPart = 64;

/** @throws ConnectorError where it cannot be addressed. */
export function headOf({ settings, sign }: Context, message: Outbound): Head {
  const { key, letter } = message;
  const from = senderAddress(settings, message);
  // By the same domain each time, so that it is spelt as it was sent.
  const idOf = (ours: string) => messageIdOf(sign, ours, domainOf(settings.address));
  const references = referencesOf(
    (letter?.before ?? []).map((said) => ("key" in said ? idOf(said.key) : said.id)),
  );
  const signed = replyAddressOf(sign, key, from.address);
  const fits = Buffer.byteLength(signed.slice(0, signed.lastIndexOf("@"))) <= longestLocalPart;
  return {
    ...recipientsOf(message),
    from,
    ...(settings.plusAddresses && fits && { replyTo: { address: signed, name: from.name } }),
    subject: oneLine(letter?.subject ?? ""),
    messageId: idOf(key),
    inReplyTo: references.at(-1),
    references,
    date: new Date(message.createdAt),
    headers: { "X-Switchboard-Message": idOf(key), ...(letter?.isAutomatic && automatic(letter)) },
  };
}

/** RFC 3834, 5, and what Exchange goes by. */
const automatic = ({ before }: Letter) => ({
  "Auto-Submitted": before.some((said) => "id" in said) ? "auto-replied" : "auto-generated",
  "X-Auto-Response-Suppress": "All",
});
