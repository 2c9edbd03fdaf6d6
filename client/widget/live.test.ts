import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Namespace, Server } from "socket.io";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { liveNamespace, socketPath } from "../../server/contract/sockets.ts";
import { connectLive, type Live } from "./live.ts";

let hub: Server;
let url: string;
/** Decides on whoever asks to come in. */
let decide: Parameters<Namespace["use"]>[0];

beforeEach(async () => {
  const http = createServer();
  hub = new Server(http, { path: socketPath });
  hub.of(liveNamespace).use((socket, next) => decide(socket, next));
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(async () => {
  await hub.close();
  vi.useRealTimers();
});

test("a pipe that the hub refuses asks again after a minute", async () => {
  const refused = refuseNext();
  open();
  await refused;
  const again = refuseNext();
  vi.advanceTimersByTime(59_999);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1);
  await again;
});

test("in a call it asks again within five seconds, each time, and what was told comes then", async () => {
  const refused = refuseNext();
  const live = open();
  await refused;
  const again = refuseNext();
  live.tell({ type: "call.here", callId: "c1" });
  vi.advanceTimersByTime(5_000);
  await again;
  const heard = hearNext();
  vi.advanceTimersByTime(5_000);
  expect(await heard).toEqual({ type: "call.here", callId: "c1" });
});

function open(): Live {
  const nothing = () => {};
  return connectLive({
    options: { hub: url, channelId: "ch1", language: undefined, user: undefined },
    token: () => "t",
    onMessage: nothing,
    onUp: nothing,
    onDown: nothing,
  });
}

/** Until whoever asks next has been refused, and has hung up since. */
function refuseNext(): Promise<void> {
  return new Promise((done) => {
    decide = (socket, next) => {
      socket.conn.once("close", () => done());
      next(new Error("unavailable"));
    };
  });
}

/** The first message of whoever is let in next. */
function hearNext(): Promise<unknown> {
  return new Promise((done) => {
    decide = (socket, next) => {
      socket.once("message", done);
      next();
    };
  });
}
