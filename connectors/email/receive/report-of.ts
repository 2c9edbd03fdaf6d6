import { bounceOf } from "../parse/bounce-of.ts";
import type { MailKind, ReadMail } from "../parse/mail.ts";
import { reportedKeysOf } from "./signed-keys.ts";

/** What a bounce or a receipt says of messages of ours. */
export interface Report {
  keys: string[];
  /** Absent where nothing is settled: a delay, a mail deleted unread. */
  state?: "failed" | "read";
  /** In the server's own words. */
  reason?: string;
}

export function reportOf(mail: ReadMail, kind: MailKind, sign: (text: string) => string): Report | undefined {
  if (kind !== "bounce" && kind !== "receipt") return undefined;
  const keys = reportedKeysOf(mail, sign);
  if (kind === "receipt") return { keys, ...(wasRead(mail) && { state: "read" }) };
  const bounce = bounceOf(mail);
  const reason = [bounce?.status, bounce?.reason].filter(Boolean).join(" ");
  return { keys, ...(bounce?.permanent && { state: "failed" }), ...(reason && { reason }) };
}

/** RFC 8098, 3.2.6. */
const wasRead = (mail: ReadMail): boolean =>
  mail.parts.some(
    ({ contentType, content }) =>
      contentType === "message/disposition-notification" &&
      /^Disposition\s*:[^;]*;\s*displayed/im.test(content.toString("utf8", 0, 20_000)),
  );
