import { validate as isUuid } from "uuid";
import type { Inbound } from "../../connectors/contract.ts";
import { newId } from "../../db/schema/columns.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import { keyText } from "../lib/plain-text.ts";
import type { Accepted } from "./accepted.ts";
import { longestItemBytes, parseInbound } from "./inbound-schema.ts";

/** What came in, as the ledger keeps it. */
export interface Entry {
  accepted: Accepted;
  id: string;
  channelId: string;
  externalId: string;
  bytes: Buffer;
  raw: Uint8Array | undefined;
}

/** @throws AppError invalid, too_large, not_found (what cannot be a channel's id) */
export function makeEntry(channelId: string, inbound: Inbound, receivedAt: Date): Entry {
  if (!isUuid(channelId)) throw notFound("channel");
  const item = parseInbound(inbound);
  const raw = inbound.type === "message" ? inbound.raw : undefined;
  const bytes = Buffer.from(JSON.stringify(item));
  if (bytes.length + (raw?.byteLength ?? 0) > longestItemBytes) {
    throw new AppError("too_large", "What came in is too large to keep.");
  }
  const accepted = { id: newId(), channelId, item, receivedAt, size: bytes.length };
  return { accepted, id: accepted.id, channelId, externalId: keyText(item.externalId), bytes, raw };
}
