import MailComposer from "nodemailer/lib/mail-composer";
import type { ConnectorContext, Outbound } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import { attachmentsOf } from "./attachments.ts";
import { bodyOf } from "./body-of.ts";
import { type Head, headOf } from "./head-of.ts";
import { readFiles } from "./read-files.ts";
import { domainOf } from "./sender-address.ts";

export interface ComposedMail {
  messageId: string;
  envelope: { from: string; to: string[] };
  /** As they are sent; ASCII, with CRLF. */
  bytes: Buffer;
  /** The same with the Bcc header, for our own folder. */
  copy(): Buffer;
}

/** @throws ConnectorError where it cannot be sent like this. */
export async function composeMail(
  context: Pick<ConnectorContext<Settings>, "settings" | "sign">,
  message: Outbound,
): Promise<ComposedMail> {
  const head = headOf(context, message);
  const files = await readFiles(message.files);
  const cidOf = (fileId: string) => `${fileId}@${domainOf(head.from.address)}`;
  const { text, html, shown } = bodyOf(message, cidOf);
  const attachments = attachmentsOf(files, (id) => (shown.has(id) ? cidOf(id) : undefined));
  return build(head, { text, html, attachments });
}

async function build(
  head: Head,
  content: Pick<ConstructorParameters<typeof MailComposer>[0] & object, "text" | "html" | "attachments">,
): Promise<ComposedMail> {
  const node = new MailComposer({ ...head, to: visible(head), ...content, ...asItIs }).compile();
  const bytes = await node.build();
  const { to, cc, bcc } = head;
  return {
    messageId: head.messageId,
    envelope: {
      // Of automatic mail, too (RFC 3834, 3.3): bounces are to come back, and nothing here answers them.
      from: head.from.address,
      to: [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))],
    },
    bytes,
    copy() {
      node.keepBcc = true;
      return Buffer.concat([Buffer.from(node.buildHeaders()), bytes.subarray(bytes.indexOf("\r\n\r\n"))]);
    },
  };
}

/** IMAP takes CRLF only; nothing in a text may be taken for a file or an address to fetch. */
const asItIs = { newline: "win", disableFileAccess: true, disableUrlAccess: true };

const visible = ({ to, cc }: Head) => (to.length + cc.length > 0 ? to : "undisclosed-recipients:;");
