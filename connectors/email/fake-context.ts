import { randomUUID } from "node:crypto";
import type { ConnectorContext, FetchReport, Inbound, IncomingFile } from "../contract.ts";
import { createQuietContext } from "../test-context.ts";
import { type Settings, settings } from "./settings.ts";

/** The hub's side of the contract, kept in memory; for tests. */
export interface FakeContext extends ConnectorContext<Settings> {
  /** In the order in which it came, what came twice once. */
  received: Inbound[];
  /** How often something came that had come before. */
  duplicates: number;
  files: Map<string, IncomingFile>;
  kept: Map<string, unknown>;
  reports: FetchReport[];
  warnings: string[];
  /** Whether another node has the channel, so that the state cannot be moved. */
  isSuperseded: boolean;
}

const required = { address: "help@shop.example", imapHost: "127.0.0.1", smtpHost: "127.0.0.1" };

export function createFakeContext(given: Partial<Settings> = {}): FakeContext {
  const known = new Set<string>();
  const context: FakeContext = {
    ...createQuietContext(settings.parse({ ...required, ...given })),
    received: [],
    duplicates: 0,
    files: new Map(),
    kept: new Map(),
    reports: [],
    warnings: [],
    isSuperseded: false,
    channelId: "0190c0de-0000-7000-8000-000000000003",
    async receive(inbound) {
      const duplicate = known.has(inbound.externalId);
      if (duplicate) context.duplicates++;
      else context.received.push(inbound);
      known.add(inbound.externalId);
      return { inboundId: randomUUID(), duplicate };
    },
    async keepFile(file) {
      const id = randomUUID();
      context.files.set(id, file);
      return { id, name: file.name, contentType: file.contentType, size: file.bytes.byteLength };
    },
    state: {
      get: async (key) => structuredClone(context.kept.get(key)),
      async set(key, value) {
        if (context.isSuperseded) throw new Error("Another node runs this channel now.");
        context.kept.set(key, JSON.parse(JSON.stringify(value)));
      },
    },
    report: (fetched) => void context.reports.push(fetched),
    log: { info() {}, warn: (_fields, message) => void context.warnings.push(message), error() {} },
  };
  return context;
}
