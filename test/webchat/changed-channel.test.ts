import pg from "pg";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { liveNamespace, socketPath } from "../../server/contract/sockets.ts";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
import { callAt, takeCalls } from "../realtime/call-ends.ts";
import { type ChatHub, startChatHub } from "./hub.ts";

let hub: ChatHub;
beforeAll(async () => {
  hub = await startChatHub();
});
afterAll(() => hub?.stop());

test("a visitor's pipe moves to the changed channel without once being refused", async () => {
  const path = `/api/v1/channels/${hub.channelId}/inbound/session`;
  const { token } = (await new Browser(hub.url).post(path, {})).body;
  const socket = io(hub.url + liveNamespace, {
    path: socketPath,
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 10,
    extraHeaders: { origin: hub.url },
    auth: { channelId: hub.channelId, token },
  });
  const refused: Error[] = [];
  let connected = 0;
  socket.on("connect_error", (error) => refused.push(error));
  socket.on("connect", () => connected++);
  await eventually(() => expect([connected, refused]).toEqual([1, []]));
  for (const nth of [1, 2, 3, 4, 5]) {
    await hub.set({ title: `Title ${nth}` });
    await eventually(() => expect([socket.connected, connected]).toEqual([true, nth + 1]));
  }
  expect(refused).toEqual([]);
  socket.disconnect();
});

test("a caller who went just before the channel changed is missed all the same", async () => {
  const db = new pg.Client(hub.databaseUrl);
  await db.connect();
  onTestFinished(() => db.end());
  const readCall = async () =>
    (await db.query("select node_id is not null as is_here, lost_at is not null as is_lost from calls")).rows;
  await takeCalls(hub.agent, hub.channelId, [hub.agent]);
  const caller = await callAt(Number(new URL(hub.url).port), hub.channelId);
  await eventually(async () => expect(await readCall()).toEqual([{ is_here: true, is_lost: false }]));
  caller.close();
  await hub.set({ title: "Another" });
  await eventually(async () => expect(await readCall()).toEqual([{ is_here: false, is_lost: true }]));
});
