import { createHash } from "node:crypto";
import type { Inbound } from "../../contract.ts";
import type { Cursor } from "./cursor.ts";
import type { Fetched } from "./fetch-mails.ts";
import type { Listed } from "./list-mails.ts";
import type { Folder, Parts } from "./parts.ts";
import { takeIn } from "./take-in.ts";

/** What the hub gets of a mail as the server gave it, or did not give it. */
export async function readFetched(
  { context, reader }: Parts,
  { path, isSent }: Folder,
  { uidValidity }: Cursor,
  listed: Listed,
  fetched: Fetched,
): Promise<Inbound[]> {
  if ("refusal" in fetched) {
    const name = createHash("sha256").update(`${path}\0${uidValidity}\0${fetched.uid}`).digest("base64url");
    const externalId = `refused-${name.slice(0, 27)}`;
    return [{ type: "unreadable", externalId, thread: externalId, reason: fetched.refusal, files: [] }];
  }
  const { bytes } = fetched;
  const mostBytes = context.settings.largestMegabytes * 1024 * 1024;
  // Some servers say less than the size they then send, so what arrives counts as well.
  const size = Math.max(listed.size, bytes.length);
  const isFromSentFolder = isSent;
  if (size <= mostBytes) return takeIn(context, reader, { bytes, isFromSentFolder });
  return takeIn(context, reader, { bytes: headerIn(bytes), oversize: size, isFromSentFolder });
}

function headerIn(bytes: Buffer): Buffer {
  const ends = ["\r\n\r\n", "\n\n"].map((end) => bytes.indexOf(end)).filter((at) => at >= 0);
  return bytes.subarray(0, ends.length > 0 ? Math.min(...ends) + 2 : undefined);
}
