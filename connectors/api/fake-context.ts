import { randomUUID } from "node:crypto";
import type { ConnectorContext, Inbound, IncomingFile } from "../contract.ts";
import { createQuietContext } from "../test-context.ts";
import { type Settings, settings } from "./settings.ts";

/** The hub's side of the contract, kept in memory; for tests. */
export interface FakeContext extends ConnectorContext<Settings> {
  received: Inbound[];
  files: Map<string, IncomingFile>;
}

export function createFakeContext(given: Partial<Settings> = {}): FakeContext {
  const received: Inbound[] = [];
  const files = new Map<string, IncomingFile>();
  return {
    ...createQuietContext(settings.parse(given)),
    received,
    files,
    channelId: "0190c0de-0000-7000-8000-000000000002",
    async receive(inbound) {
      const duplicate = received.some((known) => known.externalId === inbound.externalId);
      if (!duplicate) received.push(inbound);
      return { inboundId: randomUUID(), duplicate };
    },
    async keepFile(file) {
      const id = randomUUID();
      files.set(id, file);
      return { id, name: file.name, contentType: file.contentType, size: file.bytes.byteLength };
    },
    async openFile(thread, id) {
      const file = thread === "t1" ? files.get(id) : undefined;
      const bytes = new Uint8Array(file?.bytes ?? []);
      return file && { ...file, id, size: bytes.byteLength, stream: () => new Blob([bytes]).stream() };
    },
  };
}
