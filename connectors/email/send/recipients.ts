import { ConnectorError, type Correspondent, type Outbound } from "../../contract.ts";
import { oneLine } from "./one-line.ts";

export interface Recipients {
  to: Required<Correspondent>[];
  cc: Required<Correspondent>[];
  bcc: Required<Correspondent>[];
}

/** @throws ConnectorError where there is nobody, or somebody who cannot be written to. */
export function recipientsOf({ letter, to }: Outbound): Recipients {
  const contact = to.kind === "email" ? [{ address: to.address }] : [];
  const { to: first, cc, bcc } = letter ?? { to: contact, cc: [], bcc: [] };
  const recipients = { to: first.map(clean), cc: cc.map(clean), bcc: bcc.map(clean) };
  if (Object.values(recipients).flat().length === 0)
    throw new ConnectorError("rejected", "There is no email address to send this to.");
  return recipients;
}

function clean({ address, name = "" }: Correspondent): Required<Correspondent> {
  const trimmed = address.trim();
  if (!/^[^\s\p{Cc}<>]+@[^\s\p{Cc}<>@]+$/u.test(trimmed) || !trimmed.isWellFormed())
    throw new ConnectorError("rejected", `“${oneLine(address)}” is no email address.`);
  return { address: trimmed, name: oneLine(name) };
}
