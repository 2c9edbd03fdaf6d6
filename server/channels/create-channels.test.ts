import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import {
  type Connector,
  type ConnectorContext,
  ConnectorError,
  type LiveDoor,
  type RunningChannel,
} from "../../connectors/contract.ts";
import { makeChannel, type TestHub, testHub } from "../../test/factories.ts";
import { quietPorts } from "../../test/quiet-ports.ts";
import { transact } from "../lib/transact.ts";
import { type Channels, createChannels } from "./create-channels.ts";

vi.setConfig({ testTimeout: 30_000 });
const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000 });

let hub: TestHub;
let hubChannels: Channels;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());
beforeEach(() => {
  vi.clearAllMocks();
  started.length = 0;
  stopped.length = 0;
  behave = () => ({});
  hubChannels = create();
});
afterEach(async () => {
  hub.setClock();
  await hubChannels.stop();
  await hub.deps.pool.query("delete from channels where id not in (select channel_id from conversations)");
  await hub.deps.pool.query("update channels set archived_at = now()");
});

const started: ConnectorContext<{ word: string; key?: string }>[] = [];
const stopped: string[] = [];
/** What starting does, besides being noted. */
let behave: (settings: { word: string; key?: string }) => Partial<RunningChannel>;

const settings = z.object({
  word: z.string().default("a").meta({ title: "Word" }),
  key: z.string().optional().meta({ title: "Key", secret: true }),
});
const parrot: Connector<typeof settings> = {
  id: "parrot",
  label: "Parrot",
  summary: "Says what it was told.",
  icon: "M0 0h24",
  settings,
  refusesDuplicates: false,
  start(context) {
    started.push(context);
    return { stop: async () => void stopped.push(context.settings.word), ...behave(context.settings) };
  },
};

const ports = {
  ...quietPorts,
  accept: vi.fn(async () => ({ inboundId: randomUUID(), duplicate: false })),
  live: vi.fn(() => ({ send() {} })),
  contactTyping: vi.fn(),
  renewPipes: vi.fn(),
};
const create = () =>
  createChannels(hub.deps, { ...ports, connectors: [parrot], times: { retryMs: 30, lookMs: 30 } });
const make = (values: Parameters<typeof makeChannel>[1] = {}) =>
  makeChannel(hub, { connector: "parrot", ...values });
const healthOf = async (id: string) => {
  const { rows } = await hub.deps.pool.query(
    "select health, health_detail as detail from channels where id = $1",
    [id],
  );
  return rows[0];
};
const healthEvents = async (id: string) =>
  (await hub.events()).flatMap((event) =>
    event.type === "channel.healthChanged" && event.data.channelId === id ? [event.data.health.to] : [],
  );
const change = (channelId: string, set: string) =>
  transact(hub.deps, async (tx) => {
    await tx.client.query(`update channels set ${set} where id = '${channelId}'`);
    tx.append({ type: "channel.updated", data: { channelId } });
  });

test("enabled channels run with their settings and opened secrets; others do not", async () => {
  const secrets = hub.deps.sealer.seal(JSON.stringify({ key: "very secret" }));
  const channel = await make({ settings: { word: "hello" }, secrets });
  const off = await make({ isEnabled: false });
  await hubChannels.start();
  expect(started.map((context) => [context.channelId, context.settings])).toEqual([
    [channel.id, { word: "hello", key: "very secret" }],
  ]);
  expect(hubChannels.running(channel.id)).toBeDefined();
  expect(hubChannels.running(off.id)).toBeUndefined();
  expect(await healthOf(channel.id)).toEqual({ health: "up", detail: null });
});

test("a channel that cannot start is down, with the reason but without its secrets, until it can; the others run", async () => {
  const secrets = hub.deps.sealer.seal(JSON.stringify({ key: "very secret" }));
  const broken = await make({ settings: { word: "broken" }, secrets });
  const fine = await make({ settings: { word: "fine" } });
  let isBroken = true;
  behave = ({ word, key }) => {
    if (word === "broken" && isBroken) throw new ConnectorError("unauthorized", `401 for /bot${key}/me`);
    return {};
  };
  await hubChannels.start();
  expect(await healthOf(broken.id)).toEqual({ health: "down", detail: "401 for /bot•••/me" });
  expect(hubChannels.running(broken.id)).toBeUndefined();
  expect(hubChannels.running(fine.id)).toBeDefined();
  const tries = started.length;
  await soon(() => expect(started.length).toBeGreaterThan(tries + 2));
  isBroken = false;
  await soon(async () => expect(await healthOf(broken.id)).toEqual({ health: "up", detail: null }));
  expect(await healthEvents(broken.id)).toEqual(["down", "up"]);
});

test("a connector that is not there any more, or secrets under another key, leave the hub running", async () => {
  const gone = await make({ connector: "fax" });
  const sealed = await make({ secrets: "bm90IHNlYWxlZCBieSB0aGlzIGtleSBhdCBhbGwsIG5v" });
  await hubChannels.start();
  expect(await healthOf(gone.id)).toEqual({ health: "down", detail: "There is no connector fax." });
  expect(await healthOf(sealed.id)).toMatchObject({
    health: "down",
    detail: expect.stringContaining("enter them again"),
  });
});

test("a running channel follows what people change: made, changed, switched off, archived", async () => {
  await hubChannels.start();
  const channel = await make({ settings: { word: "one" } });
  await transact(hub.deps, async (tx) =>
    tx.append({ type: "channel.created", data: { channelId: channel.id } }),
  );
  await soon(() => expect(hubChannels.running(channel.id)).toBeDefined());

  await change(channel.id, `settings = '{"word": "two"}'`);
  await soon(() => expect(started.map((context) => context.settings.word)).toEqual(["one", "two"]));
  expect(stopped).toEqual(["one"]);

  await change(channel.id, "is_enabled = false");
  await soon(async () => expect(await healthOf(channel.id)).toMatchObject({ health: "off" }));
  expect(hubChannels.running(channel.id)).toBeUndefined();

  await change(channel.id, "is_enabled = true");
  await soon(() => expect(hubChannels.running(channel.id)).toBeDefined());
  await change(channel.id, "archived_at = now()");
  await soon(() => expect(hubChannels.running(channel.id)).toBeUndefined());
});

test("browsers have to come again once the changed channel runs, and who comes meanwhile waits for it", async () => {
  const channel = await make({ settings: { word: "old" } });
  const mayStop = Promise.withResolvers<void>();
  const doors: Record<string, LiveDoor> = {};
  behave = ({ word }) => {
    doors[word] = { admit: async () => "v1", receive: async () => {} };
    return { live: doors[word], ...(word === "old" && { stop: () => mayStop.promise }) };
  };
  await hubChannels.start();
  const found: (LiveDoor | undefined)[] = [];
  ports.renewPipes.mockImplementation(() => void found.push(hubChannels.running(channel.id)?.live));

  await change(channel.id, `settings = '{"word": "new"}'`);
  await soon(() => expect(hubChannels.running(channel.id)).toBeUndefined());
  const coming = hubChannels.liveDoor(channel.id);
  expect(found).toEqual([]);
  mayStop.resolve();
  expect(await coming).toBe(doors.new);
  await soon(() => expect(found).toEqual([doors.new]));

  await change(channel.id, "is_enabled = false");
  await soon(() => expect(found).toEqual([doors.new, undefined]));
  expect(await hubChannels.liveDoor(channel.id)).toBeUndefined();
});

test("many changes at once end in what was kept last, with one of it running", async () => {
  const channel = await make({ settings: { word: "0" } });
  await hubChannels.start();
  for (let nth = 1; nth <= 5; nth++) await change(channel.id, `settings = '{"word": "${nth}"}'`);
  await soon(() => expect(started.at(-1)?.settings.word).toBe("5"));
  await hubChannels.stop();
  expect(stopped.toSorted()).toEqual(started.map((context) => context.settings.word).toSorted());
});

test("what a channel receives is accepted as its own, and when it did is kept", async () => {
  const channel = await make();
  await hubChannels.start();
  const inbound = { type: "receipt", externalId: "r", messageId: "m", state: "read" } as const;
  await started[0]!.receive(inbound);
  expect(ports.accept).toHaveBeenCalledWith(channel.id, inbound);
  await hubChannels.stop();
  const { rows } = await hub.deps.pool.query("select last_inbound_at as at from channels where id = $1", [
    channel.id,
  ]);
  expect(Date.now() - rows[0].at.getTime()).toBeLessThan(60_000);
});

test("live pipes, typing and signatures are bound to the channel", async () => {
  const notify = vi.fn();
  const live = { admit: async () => "v1", receive: async () => {}, notify };
  behave = () => ({ live });
  const [one, two] = [await make(), await make()];
  await hubChannels.start();
  const [first, second] = started;
  expect(await hubChannels.liveDoor(one.id)).toBe(live);
  expect(first!.sign("v1")).toBe(first!.sign("v1"));
  expect(first!.sign("v1")).not.toBe(second!.sign("v1"));
  first!.live("v1");
  expect(ports.live).toHaveBeenLastCalledWith(first!.channelId, "v1");
  first!.typing("t1", true);
  expect(ports.contactTyping).toHaveBeenLastCalledWith(first!.channelId, "t1", true);

  const signal = { type: "read", upTo: "i1" } as const;
  hubChannels.notifyThread({ channelId: two.id, thread: "t9" }, signal);
  expect(notify).toHaveBeenCalledWith("t9", signal);
  hubChannels.notifyThread({ channelId: randomUUID(), thread: "t9" }, signal);
  notify.mockImplementation(() => {
    throw new Error("It broke.");
  });
  hubChannels.notifyThread({ channelId: two.id, thread: "t9" }, signal);
  expect(notify).toHaveBeenCalledTimes(2);
});

test("a channel keeps small things between starts", async () => {
  await make();
  await hubChannels.start();
  expect(await started[0]!.state.get("cursor")).toBeUndefined();
  await started[0]!.state.set("cursor", { uid: 7 });
  await hubChannels.stop();
  hubChannels = create();
  await hubChannels.start();
  expect(await started[1]!.state.get("cursor")).toEqual({ uid: 7 });
});

test("a channel that holds a connection runs on one node; state that an old one writes is refused", async () => {
  const channel = await make();
  const connectors = [{ ...parrot, holdsConnection: true }];
  const times = { retryMs: 30, lease: { ttlMs: 60_000, beatMs: 50 } };
  const nodes = [randomUUID(), randomUUID()].map((nodeId) =>
    createChannels({ ...hub.deps, nodeId }, { ...ports, connectors, times }),
  );
  await Promise.all(nodes.map((node) => node.start()));
  await soon(() => expect(started).toHaveLength(1));
  await started[0]!.state.set("cursor", 1);

  // As when the holder was cut off: its term ran out, and the other is quicker to take it.
  await hub.deps.pool.query("update leases set fence = fence + 1, expires_at = now() where name = $1", [
    `channel:${channel.id}`,
  ]);
  await expect(started[0]!.state.set("cursor", 2)).rejects.toThrow("Another node runs this channel now.");
  // The old one learns of it at its next beat, perhaps after the new one runs.
  await soon(() => expect([started.length, stopped.length]).toEqual([2, 1]));
  expect(await started[1]!.state.get("cursor")).toBe(1);
  await started[1]!.state.set("cursor", 3);
  await Promise.all(nodes.map((node) => node.stop()));
});

test("logs of a connector hold none of its secrets", async () => {
  const lines: string[] = [];
  const log = { info: (...line: unknown[]) => void lines.push(inspectAll(line)) };
  const deps = { ...hub.deps, log: Object.assign(Object.create(hub.deps.log), { child: () => log }) };
  await make({ secrets: hub.deps.sealer.seal(JSON.stringify({ key: "very secret" })) });
  const channels = createChannels(deps, { ...ports, connectors: [parrot] });
  await channels.start();
  const cause = new Error("GET /bot(very secret)/me");
  started[0]!.log.info(
    { url: "/bot(very secret)/me", deep: [{ err: new Error("failed", { cause }) }] },
    "with very secret",
  );
  await channels.stop();
  expect(lines.join()).toContain("/bot(•••)/me");
  expect(lines.join()).not.toContain("very secret");
});

const inspectAll = (value: unknown): string =>
  JSON.stringify(value, (_key, part) =>
    part instanceof Error ? { message: part.message, stack: part.stack, cause: part.cause } : part,
  );

test("a channel that fetched nothing for ten minutes is down, with the provider's words, until it does", async () => {
  const { id } = await make();
  await hubChannels.start();
  const context = await soon(() => started[0] ?? Promise.reject(new Error("not started")));
  context.report({ fetchedAt: new Date().toISOString(), lagMs: 1_200 });
  context.report({ error: "Mailbox is locked." });
  await soon(async () =>
    expect(await fetchedOf(id)).toMatchObject({ lag: 1_200, error: "Mailbox is locked." }),
  );
  expect(await healthOf(id)).toMatchObject({ health: "up" });
  hub.setClock(new Date(Date.now() + 11 * 60_000));
  await soon(async () =>
    expect(await healthOf(id)).toEqual({
      health: "down",
      detail: "Nothing could be fetched for 11 minutes. Mailbox is locked.",
    }),
  );
  context.report({ fetchedAt: hub.deps.clock.now().toISOString() });
  await soon(async () => expect(await healthOf(id)).toEqual({ health: "up", detail: null }));
  await soon(async () => expect(await fetchedOf(id)).toMatchObject({ error: null }));
  expect((await healthEvents(id)).slice(-2)).toEqual(["down", "up"]);
});

async function fetchedOf(id: string) {
  const { rows } = await hub.deps.pool.query(
    "select fetch_lag_ms as lag, fetch_error as error from channels where id = $1",
    [id],
  );
  return rows[0];
}
