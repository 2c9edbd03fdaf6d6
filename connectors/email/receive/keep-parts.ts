import type { PlacedFile } from "../../contract.ts";
import type { Part } from "../parse/mail.ts";
import type { EmailContext } from "./email-context.ts";

/** Far above what people attach; the rest is in the whole message, which is kept besides. */
const most = 400;

export interface KeptParts {
  files: PlacedFile[];
  /** Ids of files by the Content-ID that the HTML names them by. */
  byContentId: Map<string, string>;
}

export async function keepParts(context: EmailContext, parts: Part[]): Promise<KeptParts> {
  const kept = await Promise.all(
    parts.slice(0, most).map(async (part) => {
      const { contentType, content, isInline } = part;
      const file = await context.keepFile({ name: nameOf(part), contentType, bytes: content });
      return { part, file: { ...file, ...(isInline && { place: "inline" as const }) } };
    }),
  );
  const named = kept.flatMap(({ part: { contentId }, file }) =>
    contentId ? [[contentId, file.id] as const] : [],
  );
  return { files: kept.map(({ file }) => file), byContentId: new Map(named) };
}

const names: Record<string, string> = {
  "message/delivery-status": "delivery-status.txt",
  "message/disposition-notification": "disposition-notification.txt",
  "text/rfc822-headers": "headers.txt",
  "text/calendar": "invitation.ics",
};

const nameOf = ({ filename, contentType }: Part): string => filename || names[contentType] || "attachment";
