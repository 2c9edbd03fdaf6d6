import type { Part, ReadMail } from "./mail.ts";

interface Given extends Partial<Omit<ReadMail, "header" | "from" | "parts">> {
  from?: string;
  name?: string;
  header?: Record<string, string>;
  parts?: Record<string, string>;
}

/** A mail as it would be read, for the tests: header fields by name, parts by type. */
export function fakeMail({
  from = "ann@client.example",
  name = "",
  header = {},
  parts = {},
  ...given
}: Given): ReadMail {
  return {
    header: Object.entries(header).map(([field, value]) => ({ name: field, value })),
    from: { address: from, name },
    to: [{ address: "help@shop.example", name: "" }],
    cc: [],
    replyTo: [],
    subject: "",
    text: "",
    html: null,
    parts: Object.entries(parts).map(([contentType, content]) => fakePart(contentType, content)),
    messageId: null,
    inReplyTo: null,
    references: [],
    sentAt: null,
    ...given,
  };
}

const fakePart = (contentType: string, content: string): Part => ({
  filename: null,
  contentType,
  content: Buffer.from(content),
  isInline: false,
  contentId: null,
});

const report = { "content-type": 'multipart/report; report-type=delivery-status; boundary="b"' };

/** A report of RFC 3464 with these lines on its recipients. */
export const fakeReport = (fields: string, text = ""): ReadMail =>
  fakeMail({
    from: "MAILER-DAEMON@mx.example",
    subject: "Undelivered Mail Returned to Sender",
    header: report,
    text,
    parts: {
      "message/delivery-status": `Reporting-MTA: dns; mx.example\r\n\r\n${fields.replaceAll("\n", "\r\n")}`,
    },
  });
