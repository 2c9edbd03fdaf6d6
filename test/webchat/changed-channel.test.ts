import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { liveNamespace, socketPath } from "../../server/contract/sockets.ts";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
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
  await eventually(() => expect(connected).toBe(1));
  for (const nth of [1, 2, 3, 4, 5]) {
    await hub.set({ title: `Title ${nth}` });
    await eventually(() => expect([socket.connected, connected]).toEqual([true, nth + 1]));
  }
  expect(refused).toEqual([]);
  socket.disconnect();
});
