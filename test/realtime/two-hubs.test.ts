import { expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
import { invite, setUpWorkspace } from "../http/set-up.ts";
import { redisServerPath } from "../setup/parts.ts";
import type { HubProcess } from "../start/hub-process.ts";
import { originOf, portOf, setHubs } from "./hubs.ts";
import type { Screen } from "./screen.ts";

const hubs = setHubs(2);

test.skipIf(!redisServerPath())(
  "of two whole hubs one is killed while it takes in: its people carry on at the other, which works off what it left",
  async () => {
    const one = await hubs.start();
    const admin = new Browser(originOf(one));
    await setUpWorkspace(admin, new URL(one.url).searchParams.get("token"));
    const two = await hubs.start();
    const front = await hubs.front(two);
    const door = await makeDoor(admin);
    const ada = await hubs.screenAt(portOf(one), admin);
    // A session that was begun at one hub holds at the other.
    const ben = await hubs.screenAt(front.port, await invite(admin, new Browser(originOf(one)), "Ben"));

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

const textsAt = ({ events }: Screen) =>
  events.filter(({ type }) => type === "interaction.received").map(({ interaction }) => interaction?.text);
