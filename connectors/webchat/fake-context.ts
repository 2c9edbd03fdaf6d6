import { randomUUID } from "node:crypto";
import {
  type ArrivingCall,
  type CallInput,
  type CallStep,
  type ConnectorContext,
  ConnectorError,
  type Inbound,
  type IncomingFile,
  type LiveMessage,
  type SoundPiece,
  type TimelineItem,
} from "../contract.ts";
import { quietDoor } from "../test-calls.ts";
import { createQuietContext } from "../test-context.ts";
import { type Settings, settings } from "./settings.ts";

/** The hub's side of the contract, kept in memory; for tests. */
export interface FakeContext extends ConnectorContext<Settings> {
  received: Inbound[];
  pushed: { address: string; message: LiveMessage }[];
  typed: { thread: string; isTyping: boolean }[];
  items: Map<string, TimelineItem[]>;
  files: Map<string, IncomingFile & { thread?: string }>;
  arrived: ArrivingCall[];
  told: { call: string; input: CallInput }[];
  reached: { call: string; isReached: boolean }[];
  pieces: ({ call: string } & SoundPiece)[];
  /** Takes no more pieces. */
  refuses: boolean;
  /** To people's browsers. */
  said: { personId: string; legId: string; message: LiveMessage }[];
  /** What the door gives a call to do. */
  steps: CallStep[];
  /** Whether it is within office hours. */
  opened: boolean;
  answer(thread: string, item?: Partial<TimelineItem>): TimelineItem;
}

export function createFakeContext(given: Partial<Settings> = {}): FakeContext {
  const context: FakeContext = {
    ...createQuietContext(settings.parse(given)),
    channelId: "0190c0de-0000-7000-8000-000000000001",
    received: [],
    pushed: [],
    typed: [],
    items: new Map(),
    files: new Map(),
    arrived: [],
    told: [],
    reached: [],
    pieces: [],
    refuses: false,
    said: [],
    steps: [],
    opened: true,
    async receive(inbound) {
      const duplicate = context.received.some((known) => known.externalId === inbound.externalId);
      if (!duplicate) {
        context.received.push(inbound);
        if (inbound.type === "message") {
          const { externalId, text, files = [] } = inbound;
          add(inbound.thread, { externalId, direction: "in", text, files, state: "received" });
        }
      }
      return { inboundId: randomUUID(), duplicate };
    },
    async keepFile(file) {
      const id = randomUUID();
      context.files.set(id, file);
      return { id, name: file.name, contentType: file.contentType, size: file.bytes.byteLength };
    },
    async timeline(thread, after) {
      const items = context.items.get(thread) ?? [];
      return items.slice(items.findIndex((item) => item.id === after) + 1);
    },
    timelineItem: async (thread, id) => context.items.get(thread)?.find((item) => item.id === id),
    async openFile(thread, id) {
      const owns = context.items.get(thread)?.some((item) => item.files.some((file) => file.id === id));
      const file = owns && context.files.get(id);
      if (!file) return undefined;
      const { name, contentType, bytes } = file;
      return {
        id,
        name,
        contentType,
        size: bytes.byteLength,
        stream: () => new Blob([bytes as BlobPart]).stream(),
      };
    },
    live: (address) => ({ send: (message) => void context.pushed.push({ address, message }) }),
    calls: {
      ...quietDoor,
      async arrive(call) {
        context.arrived.push(call);
        return context.steps;
      },
      async tell(call, input) {
        context.told.push({ call, input });
        return context.steps;
      },
      tellReach: async (call, isReached) => void context.reached.push({ call, isReached }),
      async keepPiece(call, piece) {
        if (context.refuses) throw new ConnectorError("rejected", "This message is long enough.");
        context.pieces.push({ call, ...piece });
      },
    },
    person: (personId, legId) => ({
      send: (message) => void context.said.push({ personId, legId, message }),
    }),
    isOpen: async () => context.opened,
    typing: (thread, isTyping) => void context.typed.push({ thread, isTyping }),
    answer: (thread, item) =>
      add(thread, { direction: "out", author: "Anna", text: "Hello", files: [], state: "sent", ...item }),
  };

  function add(thread: string, item: Omit<TimelineItem, "id" | "at">): TimelineItem {
    const whole = { id: randomUUID(), at: new Date().toISOString(), ...item };
    context.items.set(thread, [...(context.items.get(thread) ?? []), whole]);
    return whole;
  }

  return context;
}
