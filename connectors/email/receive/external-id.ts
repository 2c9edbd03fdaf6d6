import { createHash } from "node:crypto";
import type { Reading } from "../thread/reading.ts";

/**
 * Another for other content under the same Message-ID: nobody can suppress a mail by using its id first. `size` stands for
 * content that was not fetched.
 */
export function externalIdOf(
  { mail: { messageId }, contentHash }: Pick<Reading, "mail" | "contentHash">,
  size?: number,
): string {
  const hash = size === undefined ? contentHash : hashOf(`${contentHash} ${size}`);
  const short = hash.slice(0, hashLength);
  return messageId && messageId.length <= longestId ? `${messageId}#${short}` : short;
}

/** Begins the external id of what could not be read. */
export const unreadable = "unreadable-";

/** Of a mail that could not be read; tells whether it is one of ours. */
export function unreadableIdOf({
  bytes,
  isFromSentFolder,
}: {
  bytes: Uint8Array;
  isFromSentFolder: boolean;
}): string {
  const hash = createHash("sha256")
    .update(isFromSentFolder ? "sent" : "")
    .update(bytes);
  return `${unreadable}${hash.digest("base64url").slice(0, hashLength)}`;
}

const longestId = 400;
const hashLength = 27;

const hashOf = (text: string) => createHash("sha256").update(text).digest("base64url");
