import { validate as isUuid } from "uuid";
import type { Inbound, Received } from "../../connectors/contract.ts";
import { newId } from "../../db/schema/columns.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Connection } from "../lib/lookup-connection.ts";
import { keyText } from "../lib/plain-text.ts";
import { createAcceptLane } from "./accept-lane.ts";
import type { Accepted } from "./accepted.ts";
import { longestItemBytes, parseInbound } from "./inbound-schema.ts";
import { laneOf } from "./lane-of.ts";

export interface Entry {
  accepted: Accepted;
  id: string;
  channelId: string;
  externalId: string;
  bytes: Buffer;
  raw: Uint8Array | undefined;
}

/**
 * Takes what comes in to the ledger, a thread always by the same of two lanes: while the database commits for one, this
 * process answers for the other. `onCommitted` gets what is new.
 */
export function createAccept(
  deps: Pick<Deps, "clock" | "nodeId" | "log">,
  connections: [Connection, Connection],
  onCommitted: (accepted: Accepted[]) => void,
) {
  const [first, second] = connections;
  const lanes = [
    createAcceptLane(deps, first, onCommitted),
    createAcceptLane(deps, second, onCommitted),
  ] as const;
  return {
    async accept(channelId: string, inbound: Inbound): Promise<Received> {
      const entry = makeEntry(channelId, inbound, deps.clock.now());
      return lanes[laneOf(entry.accepted.item)].take(entry);
    },
    isBusy: () => lanes.some((lane) => lane.isBusy()),
    /** Resolves when all that was handed over is committed and answered. */
    async settled() {
      await Promise.all(lanes.map((lane) => lane.settled()));
    },
  };
}

function makeEntry(channelId: string, inbound: Inbound, receivedAt: Date): Entry {
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
