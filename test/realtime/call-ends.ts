import { randomUUID } from "node:crypto";
import { io } from "socket.io-client";
import { expect } from "vitest";
import { liveNamespace, socketPath } from "../../server/contract/sockets.ts";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
import type { Screen } from "./screen.ts";

export const shop = "https://shop.example";

/** From now on calls from the website wait in a queue of these people. */
export async function takeCalls(admin: Browser, channelId: string, people: Browser[]): Promise<void> {
  const personIds = await Promise.all(people.map(async (person) => (await person.get("/api/v1/me")).body.id));
  const queue = { name: "Front desk", personIds, channelIds: [channelId], offerSeconds: 600 };
  expect((await admin.post("/api/v1/queues", queue)).status).toBe(201);
  const { settings } = (await admin.get(`/api/v1/channels/${channelId}`)).body;
  const changed = { settings: { ...settings, origins: [shop], calls: "on" } };
  expect((await admin.patch(`/api/v1/channels/${channelId}`, changed)).status).toBe(200);
}

type Said = { type: string; [key: string]: unknown };

export interface Caller {
  said: Said[];
  say(message: Said): void;
  hangUp(): void;
  close(): void;
}

/** Somebody on the shop's site who calls, and whose browser says that it is there on every pipe that opens. */
export async function callAt(port: number, channelId: string): Promise<Caller> {
  const url = `http://localhost:${port}`;
  const visitor = new Browser(url, { origin: shop });
  const inbound = `/api/v1/channels/${channelId}/inbound`;
  await eventually(async () =>
    expect((await visitor.get(`${inbound}/config`)).body).toMatchObject({ calls: true }),
  );
  const { token } = (await visitor.post(`${inbound}/session`, {})).body;
  const callId = randomUUID();
  const called = await visitor.post(`${inbound}/calls`, { callId }, { authorization: `Bearer ${token}` });
  expect(called.status).toBe(201);
  const socket = io(`${url}${liveNamespace}`, {
    path: socketPath,
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    extraHeaders: { origin: shop },
    auth: { channelId, token },
  });
  const said: Said[] = [];
  const say = (message: Said) => socket.emit("message", { callId, ...message });
  socket.on("message", (message: Said) => void said.push(message));
  socket.on("connect", () => say({ type: "call.here" }));
  return {
    said,
    say,
    hangUp: () => say({ type: "call.end" }),
    close: () => void socket.disconnect(),
  };
}

/** The phone of somebody's screen is ready, as it says after every connect. */
export function readyPhone({ socket }: Screen): void {
  const say = () => socket.emit("phone", true);
  socket.on("connect", say);
  say();
}

interface Accepted {
  callId: string;
  legId: string;
}

/** Waits for the offer of a call, and accepts it. */
export async function accept(person: Browser, screen: Screen): Promise<Accepted> {
  const { id } = (await person.get("/api/v1/me")).body;
  const workItemId = await eventually(() => {
    const offered = offersOf(screen, id).at(-1);
    expect(offered).toBeDefined();
    return offered?.workItemId;
  });
  expect((await person.post(`/api/v1/work-items/${workItemId}/acceptance`)).status).toBe(200);
  const [mine] = (await person.get("/api/v1/me/phone")).body.calls;
  return { callId: mine.call.id, legId: mine.legId };
}

/** Others in a queue see to whom its work is held out, too. */
export const offersOf = ({ events }: Screen, personId: string) =>
  events.flatMap(({ at, ...event }) =>
    event.type === "workItem.offered" && event.data.personId === personId
      ? [{ at, workItemId: event.data.workItemId }]
      : [],
  );

/** What their browser finds of their leg. */
export async function sayLeg(person: Browser, { callId, legId }: Accepted, state: "connected" | "ended") {
  const said = await person.put(`/api/v1/calls/${callId}/legs/${legId}/state`, { state });
  expect(said.status).toBe(200);
}

/** What the two browsers say to each other to connect comes through, both ways. */
export async function canMeet(caller: Caller, { socket, voice }: Screen, legId: string): Promise<void> {
  const sdp = randomUUID();
  const offer = { type: "offer", round: 1, sdp, isNew: true };
  socket.emit("voice", { legId, message: { type: "signal", signal: offer } });
  const key = await eventually(() => {
    const got = caller.said.find(({ signal }) => (signal as { sdp?: string } | undefined)?.sdp === sdp);
    expect(got).toMatchObject({ type: "call.signal", legId, key: expect.any(String) });
    return got?.key;
  });
  const answer = { type: "answer", round: 1, sdp };
  caller.say({ type: "call.signal", legId, key, signal: answer });
  await eventually(() =>
    expect(voice).toContainEqual({ legId, message: { type: "signal", signal: answer } }),
  );
}
