import { ConnectorError, type Outbound, type Sent } from "../../contract.ts";
import type { EmailContext } from "../receive/email-context.ts";
import { topicOf } from "../receive/topic-of.ts";
import { type ComposedMail, composeMail } from "./compose-mail.ts";
import { createTransport } from "./create-transport.ts";
import { words } from "./failure-of.ts";
import { type Patience, usualPatience } from "./patience.ts";
import { createSentFolder } from "./sent-folder.ts";

type Context = Pick<EmailContext, "settings" | "tokens" | "sign" | "log">;

export interface Sender {
  /** @throws ConnectorError with the server's own words; another error where it may have been sent. */
  send(message: Outbound): Promise<Sent>;
  /** @throws ConnectorError with the server's own words */
  check(): Promise<void>;
  close(): Promise<void>;
}

export function createSender(context: Context, patience: Patience = usualPatience): Sender {
  const { settings, tokens } = context;
  const transport = createTransport(settings, patience, tokens);
  const sentFolder = createSentFolder(context, patience);
  const underway = new Set<Promise<unknown>>();

  async function send(message: Outbound): Promise<Sent> {
    const mail = await compose(context, message);
    const { response, serverMessageId, rejectedErrors = [] } = await transport.send(mail);
    if (settings.keepSent) sentFolder.keep(mail);
    const refused = rejectedErrors.map(({ recipient = "", response: why }) => ({
      address: recipient,
      reason: words(why),
    }));
    const notes = refused.map(({ address, reason }) => `Not taken for ${address}: ${reason}`);
    return {
      externalId: serverMessageId ?? mail.messageId,
      detail: [words(response), ...notes].join(" · "),
      ...(refused.length > 0 && { refused }),
      trail: { topic: topicOf(message.letter?.subject ?? "").topic, to: mail.envelope.to },
    };
  }

  return {
    send(message) {
      const sending = send(message);
      const settled = sending.catch(() => {}).finally(() => underway.delete(settled));
      underway.add(settled);
      return sending;
    },
    check: () => transport.verify(),
    async close() {
      transport.close();
      await Promise.all(underway);
      await sentFolder.close();
    },
  };
}

/** Whatever goes wrong here, nothing was sent. */
async function compose(context: Context, message: Outbound): Promise<ComposedMail> {
  try {
    return await composeMail(context, message);
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    throw new ConnectorError("rejected", "This mail could not be put together.", { cause: error });
  }
}
