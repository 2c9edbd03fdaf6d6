import { ConnectorError, type Inbound } from "../../contract.ts";
import type { EmailContext } from "./email-context.ts";

/** Hands over what was read; what the hub cannot take is set aside with its reason, so that those behind it go on. */
export const receiveAnyway =
  ({ receive }: EmailContext) =>
  async (inbound: Inbound): Promise<void> => {
    try {
      await receive(inbound);
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind !== "rejected" || inbound.type !== "message")
        throw error;
      const { externalId, thread, files = [] } = inbound;
      const raw = files.filter(({ place }) => place === "raw");
      await receive({ type: "unreadable", externalId, thread, reason: error.message, files: raw });
    }
  };
