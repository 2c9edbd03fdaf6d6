import { expect, test, vi } from "vitest";
import { ConnectorError, type LiveDoor } from "../../connectors/contract.ts";
import { transact } from "../lib/transact.ts";
import { setParrot, soon } from "./test-parrot.ts";

vi.setConfig({ testTimeout: 30_000 });

const own = setParrot();
const { started, stopped, ports, make, healthOf, healthEvents, change } = own;

test("enabled channels run with their settings and opened secrets; others do not", async () => {
  const secrets = own.hub.deps.sealer.seal(JSON.stringify({ key: "very secret" }));
  const channel = await make({ settings: { word: "hello" }, secrets });
  const off = await make({ isEnabled: false });
  await own.channels.start();
  expect(started.map((context) => [context.channelId, context.settings])).toEqual([
    [channel.id, { word: "hello", key: "very secret" }],
  ]);
  expect(own.channels.running(channel.id)).toBeDefined();
  expect(own.channels.running(off.id)).toBeUndefined();
  expect(await healthOf(channel.id)).toEqual({ health: "up", detail: null });
});

test("a channel that cannot start is down, with the reason but without its secrets, until it can; the others run", async () => {
  const secrets = own.hub.deps.sealer.seal(JSON.stringify({ key: "very secret" }));
  const broken = await make({ settings: { word: "broken" }, secrets });
  const fine = await make({ settings: { word: "fine" } });
  let isBroken = true;
  own.behave = ({ word, key }) => {
    if (word === "broken" && isBroken) throw new ConnectorError("unauthorized", `401 for /bot${key}/me`);
    return {};
  };
  await own.channels.start();
  expect(await healthOf(broken.id)).toEqual({ health: "down", detail: "401 for /bot•••/me" });
  expect(own.channels.running(broken.id)).toBeUndefined();
  expect(own.channels.running(fine.id)).toBeDefined();
  const tries = started.length;
  await soon(() => expect(started.length).toBeGreaterThan(tries + 2));
  isBroken = false;
  await soon(async () => expect(await healthOf(broken.id)).toEqual({ health: "up", detail: null }));
  expect(await healthEvents(broken.id)).toEqual(["down", "up"]);
});

test("a connector that is not there any more, or secrets under another key, leave the hub running", async () => {
  const gone = await make({ connector: "fax" });
  const sealed = await make({ secrets: "bm90IHNlYWxlZCBieSB0aGlzIGtleSBhdCBhbGwsIG5v" });
  await own.channels.start();
  expect(await healthOf(gone.id)).toEqual({ health: "down", detail: "There is no connector fax." });
  expect(await healthOf(sealed.id)).toMatchObject({
    health: "down",
    detail: expect.stringContaining("enter them again"),
  });
});

test("a running channel follows what people change: made, changed, switched off, archived", async () => {
  await own.channels.start();
  const channel = await make({ settings: { word: "one" } });
  await transact(own.hub.deps, async (tx) =>
    tx.append({ type: "channel.created", data: { channelId: channel.id } }),
  );
  await soon(() => expect(own.channels.running(channel.id)).toBeDefined());

  await change(channel.id, `settings = '{"word": "two"}'`);
  await soon(() => expect(started.map((context) => context.settings.word)).toEqual(["one", "two"]));
  expect(stopped).toEqual(["one"]);

  await change(channel.id, "is_enabled = false");
  await soon(async () => expect(await healthOf(channel.id)).toMatchObject({ health: "off" }));
  expect(own.channels.running(channel.id)).toBeUndefined();

  await change(channel.id, "is_enabled = true");
  await soon(() => expect(own.channels.running(channel.id)).toBeDefined());
  await change(channel.id, "archived_at = now()");
  await soon(() => expect(own.channels.running(channel.id)).toBeUndefined());
});

test("browsers have to come again once the changed channel runs, and who comes meanwhile waits for it", async () => {
  const channel = await make({ settings: { word: "old" } });
  const mayStop = Promise.withResolvers<void>();
  const doors: Record<string, LiveDoor> = {};
  own.behave = ({ word }) => {
    doors[word] = { admit: async () => "v1", receive: async () => {} };
    return { live: doors[word], ...(word === "old" && { stop: () => mayStop.promise }) };
  };
  await own.channels.start();
  const found: (LiveDoor | undefined)[] = [];
  ports.renewPipes.mockImplementation(() => void found.push(own.channels.running(channel.id)?.live));

  await change(channel.id, `settings = '{"word": "new"}'`);
  await soon(() => expect(own.channels.running(channel.id)).toBeUndefined());
  const coming = own.channels.liveDoor(channel.id);
  expect(found).toEqual([]);
  mayStop.resolve();
  expect(await coming).toBe(doors.new);
  await soon(() => expect(found).toEqual([doors.new]));

  await change(channel.id, "is_enabled = false");
  await soon(() => expect(found).toEqual([doors.new, undefined]));
  expect(await own.channels.liveDoor(channel.id)).toBeUndefined();
});

test("who comes amid two changes waits for the second, too", async () => {
  const channel = await make({});
  const mayStop = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const doors: LiveDoor[] = [];
  own.behave = ({ word }) => {
    if (word === "other") return {};
    const stopping = mayStop[doors.length]?.promise;
    const live: LiveDoor = { admit: async () => "v1", receive: async () => {} };
    doors.push(live);
    return { live, stop: async () => stopping };
  };
  await own.channels.start();
  await change(channel.id, "name = 'One'");
  await soon(() => expect(own.channels.running(channel.id)).toBeUndefined());
  const coming = own.channels.liveDoor(channel.id);
  await change(channel.id, "name = 'Two'");
  // Whoever has heard of this has heard of that.
  const other = await make({ settings: { word: "other" } });
  await transact(own.hub.deps, async (tx) =>
    tx.append({ type: "channel.created", data: { channelId: other.id } }),
  );
  await soon(() => expect(own.channels.running(other.id)).toBeDefined());
  mayStop[0]?.resolve();
  await soon(() => expect(doors).toHaveLength(2));
  await soon(() => expect(own.channels.running(channel.id)).toBeUndefined());
  mayStop[1]?.resolve();
  expect(await coming).toBe(doors[2]);
});

test("many changes at once end in what was kept last, with one of it running", async () => {
  const channel = await make({ settings: { word: "0" } });
  await own.channels.start();
  for (let nth = 1; nth <= 5; nth++) await change(channel.id, `settings = '{"word": "${nth}"}'`);
  await soon(() => expect(started.at(-1)?.settings.word).toBe("5"));
  await own.channels.stop();
  expect(stopped.toSorted()).toEqual(started.map((context) => context.settings.word).toSorted());
});
