import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { createChannels } from "./create-channels.ts";
import { setParrot, soon } from "./test-parrot.ts";

vi.setConfig({ testTimeout: 30_000 });

const own = setParrot();
const { started, stopped, parrot, ports, create, make, healthOf, healthEvents } = own;

test("what a channel receives is accepted as its own, and when it did is kept", async () => {
  const channel = await make();
  await own.channels.start();
  const inbound = { type: "receipt", externalId: "r", messageId: "m", state: "read" } as const;
  await started[0]!.receive(inbound);
  expect(ports.accept).toHaveBeenCalledWith(channel.id, inbound);
  await own.channels.stop();
  const { rows } = await own.hub.deps.pool.query("select last_inbound_at as at from channels where id = $1", [
    channel.id,
  ]);
  expect(Date.now() - rows[0].at.getTime()).toBeLessThan(60_000);
});

test("live pipes, typing and signatures are bound to the channel", async () => {
  const notify = vi.fn();
  const live = { admit: async () => "v1", receive: async () => {}, notify };
  own.behave = () => ({ live });
  const [one, two] = [await make(), await make()];
  await own.channels.start();
  const [first, second] = started;
  expect(await own.channels.liveDoor(one.id)).toBe(live);
  expect(first!.sign("v1")).toBe(first!.sign("v1"));
  expect(first!.sign("v1")).not.toBe(second!.sign("v1"));
  first!.live("v1");
  expect(ports.live).toHaveBeenLastCalledWith(first!.channelId, "v1");
  first!.typing("t1", true);
  expect(ports.contactTyping).toHaveBeenLastCalledWith(first!.channelId, "t1", true);

  const signal = { type: "read", upTo: "i1" } as const;
  own.channels.notifyThread({ channelId: two.id, thread: "t9" }, signal);
  expect(notify).toHaveBeenCalledWith("t9", signal);
  own.channels.notifyThread({ channelId: randomUUID(), thread: "t9" }, signal);
  notify.mockImplementation(() => {
    throw new Error("It broke.");
  });
  own.channels.notifyThread({ channelId: two.id, thread: "t9" }, signal);
  expect(notify).toHaveBeenCalledTimes(2);
});

test("a channel knows whether it is within its own office hours, or the workspace's where it has none", async () => {
  const { deps } = own.hub;
  const weekdays = {
    timeZone: "UTC",
    days: [{ weekday: 1, spans: [{ from: 540, to: 1020 }] }],
    holidays: [],
  };
  await make({ officeHours: weekdays });
  await make();
  await own.channels.start();
  const at = async (time: string) => {
    own.hub.setClock(new Date(time));
    return Promise.all(started.map((context) => context.isOpen()));
  };
  // A Monday.
  expect(await at("2026-03-02T10:00:00Z")).toEqual([true, true]);
  expect(await at("2026-03-02T18:00:00Z")).toEqual([false, true]);
  await deps.pool.query("insert into workspace (name, office_hours) values ('Oak & Sons', $1)", [
    JSON.stringify({ ...weekdays, days: [] }),
  ]);
  expect(await at("2026-03-02T10:00:00Z")).toEqual([true, false]);
  await deps.pool.query("delete from workspace");
});

test("a channel keeps small things between starts", async () => {
  await make();
  await own.channels.start();
  expect(await started[0]!.state.get("cursor")).toBeUndefined();
  await started[0]!.state.set("cursor", { uid: 7 });
  await own.channels.stop();
  own.channels = create();
  await own.channels.start();
  expect(await started[1]!.state.get("cursor")).toEqual({ uid: 7 });
});

test("a channel that holds a connection runs on one node; state that an old one writes is refused", async () => {
  const channel = await make();
  const connectors = [{ ...parrot, holdsConnection: true }];
  const times = { retryMs: 30, lease: { ttlMs: 60_000, beatMs: 50 } };
  const nodes = [randomUUID(), randomUUID()].map((nodeId) =>
    createChannels({ ...own.hub.deps, nodeId }, { ...ports, connectors, times }),
  );
  await Promise.all(nodes.map((node) => node.start()));
  await soon(() => expect(started).toHaveLength(1));
  await started[0]!.state.set("cursor", 1);

  // As when the holder was cut off: its term ran out, and the other is quicker to take it.
  await own.hub.deps.pool.query("update leases set fence = fence + 1, expires_at = now() where name = $1", [
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
  const deps = { ...own.hub.deps, log: Object.assign(Object.create(own.hub.deps.log), { child: () => log }) };
  await make({ secrets: own.hub.deps.sealer.seal(JSON.stringify({ key: "very secret" })) });
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
  await own.channels.start();
  const context = await soon(() => started[0] ?? Promise.reject(new Error("not started")));
  context.report({ fetchedAt: new Date().toISOString(), lagMs: 1_200 });
  context.report({ error: "Mailbox is locked." });
  await soon(async () =>
    expect(await fetchedOf(id)).toMatchObject({ lag: 1_200, error: "Mailbox is locked." }),
  );
  expect(await healthOf(id)).toMatchObject({ health: "up" });
  own.hub.setClock(new Date(Date.now() + 11 * 60_000));
  await soon(async () =>
    expect(await healthOf(id)).toEqual({
      health: "down",
      detail: "Nothing could be fetched for 11 minutes. Mailbox is locked.",
    }),
  );
  context.report({ fetchedAt: own.hub.deps.clock.now().toISOString() });
  await soon(async () => expect(await healthOf(id)).toEqual({ health: "up", detail: null }));
  await soon(async () => expect(await fetchedOf(id)).toMatchObject({ error: null }));
  expect((await healthEvents(id)).slice(-2)).toEqual(["down", "up"]);
});

async function fetchedOf(id: string) {
  const { rows } = await own.hub.deps.pool.query(
    "select fetch_lag_ms as lag, fetch_error as error from channels where id = $1",
    [id],
  );
  return rows[0];
}
