import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../../db/test-database.ts";
import { appSecret } from "../deps.ts";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
import { invite, setUpWorkspace } from "../http/set-up.ts";
import { redisServerPath } from "../setup/parts.ts";
import { type DataFolder, setDataFolder } from "../start/data-folder.ts";
import { type HubProcess, startHub } from "../start/hub-process.ts";
import { startRedis } from "./redis.ts";
import { openReady, type Screen } from "./screen.ts";
import { startProxy, type TcpProxy } from "./tcp-proxy.ts";

const folders = [setDataFolder(), setDataFolder()];
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let redis: ChildProcess;
let wire: TcpProxy;
/** Where Ben goes, as a load balancer would lead him. */
let front: TcpProxy;
const screens: Screen[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
afterEach(async () => {
  for (const screen of screens) screen.close();
  await Promise.all([front, wire].map((proxy) => proxy?.stop()));
  redis?.kill("SIGKILL");
});

test.skipIf(!redisServerPath())(
  "of two whole hubs one is killed while it takes in: its people carry on at the other, which works off what it left",
  async () => {
    const server = await startRedis();
    redis = server.process;
    wire = await startProxy(server.port);
    const one = await startHub(envOf(folders[0]!));
    const admin = new Browser(originOf(one));
    await setUpWorkspace(admin, new URL(one.url).searchParams.get("token"));
    const two = await startHub(envOf(folders[1]!));
    front = await startProxy(portOf(two));
    const door = await makeDoor(admin);
    const ada = await screenAt(portOf(one), admin);
    // A session that was begun at one hub holds at the other.
    const ben = await screenAt(front.port, await invite(admin, new Browser(originOf(one)), "Ben"));

    // Each hub hears of the new channel by the event log.
    await eventually(async () => expect(await door.send(two, "first")).toBe(true));
    for (const screen of [ada, ben]) await eventually(() => expect(textsAt(screen)).toEqual(["first"]));
    const conversationId = ada.events.find(({ interaction }) => interaction)!.conversationId!;
    for (const screen of [ada, ben]) screen.socket.emit("viewing", { conversationId });
    await eventually(() => {
      ben.socket.emit("typing", { conversationId, isTyping: true });
      expect(ada.viewers.at(-1)?.viewers.filter(({ isTyping }) => isTyping)).toHaveLength(1);
    });
    expect(ada.presence.some(({ isOnline }) => isOnline)).toBe(true);

    const texts = Array.from({ length: 200 }, (_, nth) => `amid ${nth}`);
    const sending = Promise.all(texts.map((text) => door.send(two, text)));
    await eventually(() => expect(textsAt(ben).length).toBeGreaterThan(1));
    process.kill(two.pid, "SIGKILL");
    front.leadTo(portOf(one));
    const answers = await sending;
    expect(await door.send(one, "last")).toBe(true);
    const accepted = ["first", ...texts.filter((_, nth) => answers[nth]), "last"];
    for (const screen of [ada, ben]) {
      await eventually(() => expect(textsAt(screen)).toEqual(expect.arrayContaining(accepted)));
      expect(new Set(textsAt(screen)).size).toBe(textsAt(screen).length);
      expect(screen.resets).toEqual([]);
    }
  },
);

const envOf = ({ path }: DataFolder) => ({
  DATA_DIR: path,
  DATABASE_URL: database.url,
  REDIS_URL: `redis://127.0.0.1:${wire.port}`,
  APP_SECRET: appSecret,
});
const originOf = ({ url }: HubProcess) => new URL(url).origin;
const portOf = ({ url }: HubProcess) => Number(new URL(url).port);

/** A channel for other systems; each text is a message of the same contact. */
async function makeDoor(admin: Browser) {
  const made = await admin.post("/api/v1/channels", { connector: "api", name: "Shop", settings: {} });
  expect(made.status).toBe(201);
  const { id, settings } = made.body;
  const headers = { authorization: `Bearer ${settings.token}`, "content-type": "application/json" };
  /** Whether it was accepted. */
  async function send(hub: HubProcess, text: string): Promise<boolean> {
    const from = { identity: { kind: "customer", address: "mia" } };
    const body = JSON.stringify({ type: "message", externalId: text, thread: "mia", from, text });
    const url = `${originOf(hub)}/api/v1/channels/${id}/inbound`;
    const answer = await fetch(url, { method: "POST", headers, body }).catch(() => undefined);
    return answer?.ok ?? false;
  }
  return { send };
}

async function screenAt(port: number, browser: Browser): Promise<Screen> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const screen = await openReady(`http://localhost:${port}`, cookie, { reconnection: true });
  screens.push(screen);
  return screen;
}

const textsAt = ({ events }: Screen) =>
  events.filter(({ type }) => type === "interaction.received").map(({ interaction }) => interaction?.text);
