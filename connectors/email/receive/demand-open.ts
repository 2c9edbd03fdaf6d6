import type { ImapFlow } from "imapflow";

/** Once a connection has ended, imapflow answers as if the folder were empty. @throws Error where it has */
export function demandOpen(client: ImapFlow) {
  if (!client.usable || !client.mailbox) throw new Error("The connection to the server was lost.");
}
