import type { ImapFlow } from "imapflow";
import { isRefusal } from "../receive/words-of.ts";
import type { ComposedMail } from "./compose-mail.ts";

/** A mail on its way into a folder. */
export interface Copy {
  mail: ComposedMail;
  /** Whether the server may have got it, so that it may be there. */
  isTried: boolean;
}

/** Puts it there once, read. @throws Error where that is not certain */
export async function putInFolder(client: ImapFlow, folder: string, copy: Copy): Promise<void> {
  if (copy.isTried && (await isThere(client, folder, copy.mail))) return;
  copy.isTried = true;
  // Without a connection it gives nothing and throws nothing.
  if (!(await client.append(folder, copy.mail.copy(), ["\\Seen"])))
    throw new Error("The connection was lost.");
}

async function isThere(client: ImapFlow, folder: string, { messageId }: ComposedMail): Promise<boolean> {
  await client.mailboxOpen(folder, { readOnly: true });
  const found = await client.search({ header: { "message-id": messageId } }, { uid: true });
  // In one that is open to be read only, no flag could be set.
  await client.mailboxClose();
  if (!found) throw new Error("The server could not look for it.");
  return found.length > 0;
}

/** RFC 5530, 3: what another time may be taken all the same. */
const mayPass = new Set(["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "OVERQUOTA"]);

/** Whether the server will not take it, however often it is tried. */
export function isFinal(error: unknown): boolean {
  const { serverResponseCode = "" } = error as { serverResponseCode?: string };
  // Too large by what the server says of itself, which imapflow looks at.
  if (serverResponseCode === "APPENDLIMIT") return true;
  return isRefusal(error) && !mayPass.has(serverResponseCode.toUpperCase());
}
