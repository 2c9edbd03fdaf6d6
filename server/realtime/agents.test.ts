import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { people, sessions } from "../../db/schema/index.ts";
import { makePerson } from "../../test/factories.ts";
import { makeCookie, startNode } from "../../test/realtime/node.ts";
import { openReady, openScreen, until } from "../../test/realtime/screen.ts";
import { setScreens } from "../../test/realtime/stage.ts";

const stage = setScreens();

test("an ended session closes its own sockets and no others", async () => {
  const { agent } = await stage.house();
  const here = await stage.screenOf(agent);
  const elsewhere = await stage.screenOf(agent);
  const cookie = String(here.socket.io.opts.extraHeaders?.cookie);
  await stage.hub.deps.db.delete(sessions).where(eq(sessions.id, cookie.replace("session=", "")));
  await stage.append({ type: "person.signedOut", data: { personId: agent.id } });
  await until(() => !here.socket.connected);
  expect(elsewhere.socket.connected).toBe(true);
  const again = openScreen(stage.node.url, cookie);
  stage.open.push(again);
  const error = await new Promise<Error>((resolve) => again.socket.on("connect_error", resolve));
  expect(error).toMatchObject({ data: { code: "unauthenticated" } });
});

test("a removed person's sockets are closed", async () => {
  const { agent } = await stage.house();
  const screen = await stage.screenOf(agent);
  await stage.hub.deps.db.update(people).set({ removedAt: new Date() }).where(eq(people.id, agent.id));
  await stage.append({ type: "person.accessChanged", data: { personId: agent.id, isRemoved: true } });
  await until(() => !screen.socket.connected);
});

test("a page of somebody else's cannot use a person's session", async () => {
  const { agent } = await stage.house();
  const cookie = await makeCookie(stage.hub.deps, agent);
  const foreign = openScreen(stage.node.url, cookie, { headers: { origin: "https://evil.example" } });
  stage.open.push(foreign);
  const error = await new Promise<Error>((resolve) => foreign.socket.on("connect_error", resolve));
  expect(error).toMatchObject({ data: { code: "forbidden" } });
  await stage.screenOf(agent, { headers: { origin: "http://localhost:3000" } });
  await stage.screenOf(agent, { headers: { origin: stage.node.url } });
});

test("what a screen says in the wrong shape, too often or too long harms nobody", async () => {
  const { agent, other } = await stage.house();
  const screen = await stage.screenOf(agent);
  const raw = screen.socket as unknown as { emit(name: string, ...args: unknown[]): void };
  for (const bad of [null, 7, [], { conversationId: 7 }, { conversationId: "x" }, { __proto__: null }]) {
    raw.emit("viewing", bad);
    raw.emit("typing", bad, "more");
    raw.emit("online", bad);
    raw.emit("nothing of this name", bad);
  }
  raw.emit("viewing");
  for (let nth = 0; nth < 500; nth++) raw.emit("viewing", { conversationId: null });
  await stage.settled(screen);
  expect(screen.socket.connected).toBe(true);
  raw.emit("viewing", { conversationId: "x".repeat(1_000_000) });
  await until(() => !screen.socket.connected);
  await stage.screenOf(other);
});

test("a node that stops lets its screens go elsewhere", async () => {
  const stopping = await startNode(stage.hub.deps);
  const screen = await openReady(
    stopping.url,
    await makeCookie(stage.hub.deps, await makePerson(stage.hub)),
    {
      reconnection: true,
    },
  );
  stage.open.push(screen);
  const reason = new Promise((resolve) => screen.socket.on("disconnect", resolve));
  await stopping.stop();
  expect(await reason).toBe("transport close");
  expect(screen.socket.active).toBe(true);
});
