import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { z } from "zod";
import type { Connector, ConnectorContext, RunningChannel } from "../../connectors/contract.ts";
import { makeChannel, type TestHub, testHub } from "../../test/factories.ts";
import { quietPorts } from "../../test/quiet-ports.ts";
import { transact } from "../lib/transact.ts";
import { type Channels, createChannels } from "./create-channels.ts";

type ParrotSettings = z.infer<typeof settings>;

/** A hub with channels of one connector, which notes its starts and stops; for the tests of one file. */
export function setParrot() {
  const started: ConnectorContext<ParrotSettings>[] = [];
  const stopped: string[] = [];
  const parrot: Connector<typeof settings> = {
    id: "parrot",
    label: "Parrot",
    summary: "Says what it was told.",
    icon: "M0 0h24",
    settings,
    refusesDuplicates: false,
    start(context) {
      started.push(context);
      return { stop: async () => void stopped.push(context.settings.word), ...own.behave(context.settings) };
    },
  };
  const ports = {
    ...quietPorts,
    accept: vi.fn(async () => ({ inboundId: randomUUID(), duplicate: false })),
    live: vi.fn(() => ({ send() {} })),
    contactTyping: vi.fn(),
    renewPipes: vi.fn(),
  };
  const own = {
    started,
    stopped,
    parrot,
    ports,
    hub: undefined as unknown as TestHub,
    channels: undefined as unknown as Channels,
    /** What starting does, besides being noted. */
    behave: (_settings: ParrotSettings): Partial<RunningChannel> => ({}),
    create: () =>
      createChannels(own.hub.deps, { ...ports, connectors: [parrot], times: { retryMs: 30, lookMs: 30 } }),
    make: (values: Parameters<typeof makeChannel>[1] = {}) =>
      makeChannel(own.hub, { connector: "parrot", ...values }),
    async healthOf(id: string) {
      const { rows } = await own.hub.deps.pool.query(
        "select health, health_detail as detail from channels where id = $1",
        [id],
      );
      return rows[0];
    },
    healthEvents: async (id: string) =>
      (await own.hub.events()).flatMap((event) =>
        event.type === "channel.healthChanged" && event.data.channelId === id ? [event.data.health.to] : [],
      ),
    change: (channelId: string, set: string) =>
      transact(own.hub.deps, async (tx) => {
        await tx.client.query(`update channels set ${set} where id = '${channelId}'`);
        tx.append({ type: "channel.updated", data: { channelId } });
      }),
  };
  beforeAll(async () => {
    own.hub = await testHub();
  });
  afterAll(() => own.hub.close());
  beforeEach(() => {
    vi.clearAllMocks();
    started.length = 0;
    stopped.length = 0;
    own.behave = () => ({});
    own.channels = own.create();
  });
  afterEach(async () => {
    own.hub.setClock();
    await own.channels.stop();
    await own.hub.deps.pool.query(
      "delete from channels where id not in (select channel_id from conversations)",
    );
    await own.hub.deps.pool.query("update channels set archived_at = now()");
  });
  return own;
}

/** Until it is so; what runs channels looks at them in its own time. */
export const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000 });

const settings = z.object({
  word: z.string().default("a").meta({ title: "Word" }),
  key: z.string().optional().meta({ title: "Key", secret: true }),
});
